package chat.maru.cluster.demo;

import chat.maru.cluster.client.api.NewPost;
import java.util.List;

/// The things to lend.
///
/// @param lender user name of one of [DemoData#ACCOUNTS]
record DemoPost(String lender, NewPost post) {

  /// Oldest first.
  static final List<DemoPost> ALL =
      List.of(
          of(
              "jimin",
              "4인용 캠핑 텐트 빌려드려요",
              "코베아 리빙쉘 텐트예요. 팩, 망치, 그라운드시트까지 다 드립니다. 사용 후 꼭 말려서 돌려주세요.",
              15_000),
          of(
              "haneul",
              "캐논 RF 24-70mm F2.8 렌즈",
              "결혼식이나 여행 촬영에 딱 좋아요. UV 필터와 후드 포함이고 신분증 확인 후 빌려드립니다.",
              35_000),
          of(
              "jimin",
              "보쉬 충전 전동드릴 세트",
              "배터리 2개, 비트 30종 포함. 커튼봉이나 선반 달 때 하루면 충분해요. 사용법도 알려드릴게요.",
              8_000),
          of(
              "haneul",
              "휴대용 유모차 (기내 반입 가능)",
              "한 손으로 접히는 모델이에요. 여행 갈 때 쓰기 좋고, 깨끗하게 세탁해 두었습니다.",
              7_000),
          of("jimin", "전동킥보드 나인봇 맥스", "완충하면 40km 정도 달려요. 헬멧 같이 드립니다. 면허 확인 부탁드려요.", 12_000),
          of(
              "haneul",
              "빔프로젝터 + 80인치 스크린",
              "홈시네마나 동아리 모임에 추천해요. HDMI 케이블과 삼각대 스크린까지 세트입니다.",
              20_000),
          of(
              "jimin",
              "닌텐도 스위치 OLED + 게임 3개",
              "마리오카트, 동물의 숲, 링피트 포함. 조이콘은 네 개 있어요. 주말 대여는 미리 말씀해 주세요.",
              10_000),
          of("haneul", "다이슨 카펫 청소기", "이사 청소나 봄맞이 대청소에 쓰세요. 브러시는 매번 소독합니다.", 9_000),
          of("jimin", "접이식 캠핑 의자 4개와 테이블", "한강 피크닉 갈 때 좋아요. 가방에 다 들어가고 차에 싣기 편합니다.", 6_000),
          of(
              "haneul",
              "고프로 히어로 12 액션캠",
              "방수 하우징, 헬멧 마운트, 128GB 메모리 포함이에요. 물놀이나 스키장에 가져가세요.",
              14_000),
          of(
              "jimin",
              "여성 한복 (연분홍, 55 사이즈)",
              "돌잔치나 경복궁 나들이용으로 한 번 입었어요. 노리개와 꽃신도 같이 빌려드립니다.",
              25_000),
          of(
              "haneul",
              "고압 세척기 카처 K4",
              "베란다 방충망이나 세차할 때 최고예요. 호스 10m 포함, 사용 시간은 자유롭게 정해요.",
              11_000));

  private static DemoPost of(String lender, String title, String description, long pricePerDay) {
    return new DemoPost(lender, new NewPost(title, description, pricePerDay));
  }
}
