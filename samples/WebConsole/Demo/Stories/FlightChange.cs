using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A caller changes a flight. The fare engine times out once, and one turn fails permanently: the agent apologizes and recovers.</summary>
internal sealed class FlightChange : Story
{
    private const string Traveller = "Wendell Okafor";

    public override TimeSpan Ago => TimeSpan.FromHours(30);

    public override ConversationInfo Info => new("demo-flight-change")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+13125550148",
        ToNumber = "+13125550100",
        UserId = "flyer-61120",
        Language = "en-US",
        VariantId = "A",
    };

    public override IReadOnlyList<string> Tools => ["find_booking", "quote_change", "change_flight"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.GreetAsync("Skylark Air, good morning. What can I do for you?");
        await stage.TurnAsync($"This is {Traveller}, booking S K 4 1 7. I need to fly home a day later.".Hiding(Traveller), async () =>
        {
            await FindBookingAsync(stage, "SK417");
            decimal fee = await QuoteChangeAsync(stage, "SK417");
            return $"I have you on the 5:40 pm from Chicago. The same flight on Thursday costs {fee:0} dollars more. Shall I change it?";
        });
        stage.FailingTurn(
            "And is there still a window seat on that one?",
            "seat_map",
            new InvalidOperationException("Tool 'seat_map' is not registered for variant A."),
            "Sorry, I did not get that. Could you say it again?");
        await stage.TurnAsync("Forget the seat. Just change the flight.", async () =>
        {
            await ChangeFlightAsync(stage, "SK417");
            return "It's changed. Your new boarding pass is on its way to your email.";
        });
        stage.Conv.AddFeedback(FeedbackRating.Dislike, "It did not know what a window seat is.");
        stage.Conv.AddNote("seat_map is missing in variant A. Reported to the agent's owners.", "review-team");
    }

    private static async Task FindBookingAsync(Stage stage, string reference)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("find_booking", arguments: new { reference, last_name = "Okafor" });
        using var reply = await stage.Backend.GetAsync("https://bookings.example/v4/bookings/SK417", 200, 274, """{"segments":2}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://bookings.example/v4/bookings/{reference}");
        conv.Log.Info("Results found", ("count", 1), ("segments", 2), LogField.Pii("traveller", Traveller, shown: "W. O."));
        conv.SetState("booking", reference);
        call.Complete(new { reference, traveller = Traveller });
    }

    private static async Task<decimal> QuoteChangeAsync(Stage stage, string reference)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("quote_change", arguments: new { reference, days = 1 });
        using (var slow = await stage.Backend.PostAsync("https://fares.example/quote", 504, 4_003, """{"code":"upstream_timeout"}"""))
        {
            await conv.LogApiResponseAsync(slow.Response, slow.Elapsed);
            conv.Log.Warning("Fare engine timed out, trying again", ("status", slow.Status), ("retriable", true), ("attempt", 1));
        }

        using var reply = await stage.Backend.PostAsync("https://fares.example/quote", 200, 911, """{"difference":85}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Change quoted", ("difference", 85.00m), ("currency", "USD"), ("attempt", 2));
        call.Complete(new { difference = 85 });
        return 85m;
    }

    private static async Task ChangeFlightAsync(Stage stage, string reference)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("change_flight", arguments: new { reference, to = "Thursday" });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        using var reply = await stage.Backend.PutAsync("https://bookings.example/v4/bookings/SK417/segments/2", 200, 733);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://bookings.example/v4/bookings/{reference}/segments/{segment}");
        conv.Log.Info("Flight changed", ("segment", 2), ("ticket_reissued", true));
        call.Complete(new { changed = true });
    }
}
