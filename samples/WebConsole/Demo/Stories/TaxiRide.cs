using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>In progress: the user waits for a car while a function runs.</summary>
internal sealed class TaxiRide : Story
{
    private const string PickUp = "31 Juniper Row";

    public override TimeSpan Ago => TimeSpan.FromMinutes(2);

    public override bool GoesOn => true;

    public override ConversationInfo Info => new("demo-taxi-ride")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "rider-908",
        Language = "en-US",
        VariantId = "A",
    };

    public override IReadOnlyList<string> Tools => ["quote_ride", "dispatch_car"];

    public override async Task TellAsync(Stage stage)
    {
        var conv = stage.Conv;
        await stage.TurnAsync($"taxi to the main station please, from {PickUp}".Hiding(PickUp), async () =>
        {
            using var call = stage.BeginFunction("quote_ride", arguments: new { from = PickUp, to = "main station" });
            conv.Log.Info("Pick-up captured", LogField.Pii("from", PickUp));
            using var reply = await stage.Backend.GetAsync("https://rides.example/quotes?to=main-station", 200, 248, """{"fare":14.5}""");
            await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
            conv.Log.Info("Ride quoted", ("fare", 14.50m), ("currency", "USD"), ("minutes", 6));
            call.Complete(new { fare = 14.50m });
            return "A car could be there in 6 minutes, for about 14.50. Shall I send it?";
        });
#pragma warning disable CL0010 // The conversation is in progress when the story ends.
        conv.BeginTurn("yes!");
        conv.BeginFunction("dispatch_car", arguments: new { from = PickUp });
#pragma warning restore CL0010
        conv.Log.Info("Looking for a driver", ("radius_km", 2));
        await stage.TakesAsync(4_000);
        conv.Log.Warning("No driver yet, searching wider", ("radius_km", 5), ("attempt", 2));
    }
}
