using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>Concurrent requests to three suppliers. One fails, so the answer has one offer less.</summary>
internal sealed class CarRental : Story
{
    private const string Licence = "D-0000-DEMO-4471";

    public override TimeSpan Ago => TimeSpan.FromHours(101);

    public override ConversationInfo Info => new("demo-car-rental")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "driver-118",
        Language = "en-US",
        VariantId = "B",
    };

    public override IReadOnlyList<string> Tools => ["search_cars", "reserve_car"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.TurnAsync("need a small car in Denver, Sat to Tue", async () =>
        {
            int offers = await SearchSuppliersAsync(stage);
            return $"I found {offers} offers. The best is a compact at 41 dollars a day, free cancellation. Shall I take it?";
        });
        await stage.TurnAsync("does it have snow tires?", "It does, they are included from November on.");
        await stage.TurnAsync("ok book it", "Gladly. Then I need your driver's licence number.");
        stage.ModelFailsOnce(new HttpRequestException("Response status code does not indicate success: 529 (Overloaded)."));
        await stage.TurnAsync(Licence.Hiding(Licence), async () =>
        {
            await ReserveAsync(stage);
            return "Reserved! Pick-up is Saturday from 9 am at the airport.";
        });
        stage.Conv.AddFeedback(FeedbackRating.Like, "Good price.");
    }

    private static async Task<int> SearchSuppliersAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("search_cars", "call_cars", new { city = "Denver", from = "Sat", to = "Tue", size = "compact" });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        int[] offers = await Task.WhenAll(AskAsync(stage, "northcar", 420, 4), AskAsync(stage, "rollaway", 1_310, 0), AskAsync(stage, "wheelhub", 760, 7));
        if (offers.Contains(0))
        {
            conv.Log.Warning("Results are partial", ("suppliers", offers.Length), ("answered", offers.Count(found => found > 0)));
        }

        conv.Log.Info("Results found", ("count", offers.Sum()), ("best_price", 41.00m), ("currency", "USD"));
        conv.SetState("city", "Denver");
        call.Complete(new { best = "compact", price = 41.00m });
        return offers.Sum();
    }

    private static async Task<int> AskAsync(Stage stage, string supplier, int milliseconds, int offers)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("ask_supplier", $"call_{supplier}", new { supplier });
        using var reply = await stage.Backend.GetAsync($"https://{supplier}.example/offers?city=Denver", offers > 0 ? 200 : 502, milliseconds,
            """{"error":"bad gateway"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        if (!reply.IsSuccess)
        {
            conv.Log.Error("Supplier failed", ("supplier", supplier), ("status", reply.Status), ("retriable", true));
            call.Fail("502 bad gateway");
            return 0;
        }

        conv.Log.Info("Supplier answered", ("supplier", supplier), ("count", offers));
        call.Complete(new { offers });
        return offers;
    }

    private static async Task ReserveAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("reserve_car", arguments: new { supplier = "wheelhub", licence = Licence });
        conv.Log.Info("Licence captured", LogField.Pii("licence", Licence, shown: "D-****-…-4471"));
        using var reply = await stage.Backend.PostAsync("https://wheelhub.example/reservations", 201, 540);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Car reserved", ("supplier", "wheelhub"), ("days", 3), ("total", 123.00m));
        call.Complete(new { reservation = "W-3317" });
    }
}
