using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A refill by phone. A person's medication is as personal as their name, so a whole API response is personal.</summary>
internal sealed class PharmacyRefill : Story
{
    private const string Prescription = "Rx 7702218";
    private const string Medicine = "levothyroxine";

    public override TimeSpan Ago => TimeSpan.FromHours(92);

    public override ConversationInfo Info => new("demo-pharmacy-refill")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "voice",
        Direction = ConversationDirection.Inbound,
        FromNumber = "+17025550119",
        ToNumber = "+17025550100",
        UserId = "patient-5561",
        Language = "en-US",
    };

    public override IReadOnlyList<string> Tools => ["find_prescription", "order_refill"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.GreetAsync("Corner Pharmacy, refill line. Please tell me your prescription number.");
        await stage.TurnAsync($"{Prescription}, that's my {Medicine}.".Hiding(Prescription, Medicine), async () =>
        {
            await FindPrescriptionAsync(stage);
            return "I have it here, with two refills left. When would you like to pick it up?";
        });
        await stage.TurnAsync("This afternoon?", async () =>
        {
            await OrderRefillAsync(stage);
            return "It will be ready after three o'clock. Is there anything else?";
        });
        await stage.TurnAsync("No, thank you.", "Take care!");
        stage.Conv.WriteMetric("REFILLED", true, writeOnce: true);
    }

    private static async Task FindPrescriptionAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("find_prescription", arguments: new { prescription = Prescription });
        conv.Log.Info("Prescription captured", isPii: true, ("prescription", Prescription), ("medicine", Medicine));
        conv.Log.Info("Prescription captured [redacted]");
        using var reply = await stage.Backend.GetAsync($"https://scripts.example/rx/7702218/{Medicine}", 200, 341);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, isPii: true);
        conv.Log.Info("Prescription valid", ("refills_left", 2), ("expires_days", 118));
        call.Complete(new { medicine = Medicine, refills_left = 2 });
    }

    private static async Task OrderRefillAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("order_refill", arguments: new { prescription = Prescription, pickup = "15:00" });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        using (var stock = stage.BeginFunction("check_stock"))
        {
            await stage.TakesAsync(74);
            conv.Log.Warning("Stock is low", ("packs", 3), ("threshold", 5));
            stock.Complete(new { packs = 3 });
        }

        using var reply = await stage.Backend.PostAsync("https://scripts.example/refills", 201, 402, """{"ready":"15:00"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Refill ordered", ("ready", "15:00"));
        conv.SetState("pickup", "15:00");
        call.Complete(new { ready = "15:00" });
    }
}
