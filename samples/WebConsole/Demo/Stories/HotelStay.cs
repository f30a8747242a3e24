using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>日本語で: a hotel room with a request for breakfast. Everything succeeds.</summary>
internal sealed class HotelStay : Story
{
    private const string Guest = "桐谷 澪";
    private const string Mail = "mio@example.com";

    public override TimeSpan Ago => TimeSpan.FromHours(26);

    public override ConversationInfo Info => new("demo-hotel-stay")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "guest-5580",
        Language = "ja-JP",
    };

    public override IReadOnlyList<string> Tools => ["search_rooms", "reserve_room"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.TurnAsync("来週の金曜日から二泊、京都で部屋を探しています。", async () =>
        {
            int found = await FindRoomsAsync(stage);
            return $"{found}件見つかりました。「鴨川荘」の和室はいかがでしょうか。一泊18,400円です。";
        });
        await stage.TurnAsync("朝食は付いていますか?", "はい、和食か洋食をお選びいただけます。");
        await stage.TurnAsync("いいですね。お願いします。", "ありがとうございます。お名前とメールアドレスを教えてください。");
        await stage.TurnAsync($"{Guest}です。{Mail}".Hiding(Guest, Mail), async () =>
        {
            await ReserveAsync(stage);
            return "桐谷様、ご予約が完了しました。確認メールをお送りします。".Hiding("桐谷");
        });
        stage.Conv.AddFeedback(FeedbackRating.Like, "とても早かったです。");
        stage.Conv.WriteMetric("BOOKED", true, writeOnce: true);
    }

    private static async Task<int> FindRoomsAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("search_rooms", arguments: new { city = "京都", nights = 2, guests = 1 });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        using var reply = await stage.Backend.GetAsync("https://rooms.example/v1/search?city=%E4%BA%AC%E9%83%BD&nights=2", 200, 642, """{"total":37}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Results found", ("count", 37), ("kept", 3), ("sorted_by", "評価"));
        conv.SetState("city", "京都");
        conv.SetState("nights", 2);
        call.Complete(new { top = "鴨川荘", price = 18_400 });
        return 37;
    }

    private static async Task ReserveAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("reserve_room", arguments: new { hotel = "鴨川荘", guest = Guest, email = Mail });
        conv.Log.Info("Guest captured", LogField.Pii("name", Guest), LogField.Pii("email", Mail, shown: "m***@example.com"));
        using var reply = await stage.Backend.PostAsync("https://rooms.example/v1/hotels/kamogawa/reservations", 201, 905, """{"number":"K-20931"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://rooms.example/v1/hotels/{hotel}/reservations");
        conv.Log.Info("Room reserved", ("number", "K-20931"), ("breakfast", true));
        conv.SetState("reservation", "K-20931");
        call.Complete(new { number = "K-20931" });
    }
}
