using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>Some weeks old: its personal data has expired, the conversation has not.</summary>
internal sealed class LostLuggage : Story
{
    private const string Passenger = "Caspian Moreau";
    private const string Hotel = "Hotel Astoria, room 412";

    public override TimeSpan Ago => TimeSpan.FromDays(17);

    public override ConversationInfo Info => new("demo-lost-luggage")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "flyer-20418",
        Language = "en-GB",
        VariantId = "B",
    };

    public override IReadOnlyList<string> Tools => ["trace_bag"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.TurnAsync("my suitcase did not arrive", "I'm sorry. Under which name did you fly, and where are you staying?");
        await stage.TurnAsync($"{Passenger}, {Hotel}".Hiding(Passenger, Hotel), async () =>
        {
            using var call = stage.BeginFunction("trace_bag", "call_bag", new { passenger = Passenger, deliver_to = Hotel });
            conv.Log.Info("Address captured", ("passenger", Passenger), ("address", Hotel), isPii: true);
            using var reply = await stage.Backend.GetAsync("https://bags.example/v2/trace?name=Moreau", 200, 907, """{"at":"LYS"}""");
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
            conv.Log.Info("Bag found", ("at", "LYS"), ("next_flight_hours", 6));
            call.Complete(new { at = "LYS" });
            return "It is in Lyon and comes with the evening flight. We bring it to your hotel tomorrow morning.";
        });
        conv.AddFeedback(FeedbackRating.Like);
    }
}
