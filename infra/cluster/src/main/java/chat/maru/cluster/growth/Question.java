package chat.maru.cluster.growth;

/// What is asked, each in equal parts. Pages are as large as clients ask for when they say nothing,
/// catch-ups as large as those of the reference client.
enum Question {
  FIRST_ROOMS_OF_BORROWER("room list, first page, a user with 5,000 rooms"),
  LATER_ROOMS_OF_BORROWER("room list, later page, the same"),
  FIRST_ROOMS_OF_LENDER("room list, first page, a lender with 50,000 rooms"),
  LATER_ROOMS_OF_LENDER("room list, later page, the same"),
  ROOMS_OF_READER("room list, users with 10 rooms"),
  NEWEST_OF_ROOM("history, newest page, their rooms"),
  NEWEST_OF_LONG_ROOM("history, newest page, long rooms"),
  MIDDLE_OF_LONG_ROOM("history, page at any place, long rooms"),
  CATCH_UP("catch-up, 5,000 rooms, 20 of them not known"),
  CATCH_UP_FROM_NOTHING("catch-up, 5,000 rooms, none known");

  final String label;

  Question(String label) {
    this.label = label;
  }
}
