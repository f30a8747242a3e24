using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>A transfer that first lacks an account number, then passes three concurrent checks.</summary>
internal sealed class BankTransfer : Story
{
    private const string Recipient = "Tobias Lindqvist";
    private const string Iban = "GB00 DEMO 0000 0012 3456 78";

    public override TimeSpan Ago => TimeSpan.FromHours(7.5);

    public override ConversationInfo Info => new("demo-bank-transfer")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "customer-7719",
        Language = "en-GB",
        VariantId = "A",
    };

    public override IReadOnlyList<string> Tools => ["prepare_transfer", "send_transfer"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.TurnAsync($"I want to send 240 pounds to {Recipient}".Hiding(Recipient), async () =>
            await PrepareTransferAsync(stage, iban: null)
                ? "Ready to go."
                : "Happy to. I don't have an account number for this person yet. What is the IBAN?");
        await stage.TurnAsync(Iban.Hiding(Iban), async () =>
        {
            await PrepareTransferAsync(stage, Iban);
            return $"240 pounds from your current account to {Recipient}. Shall I send it?".Hiding(Recipient);
        });
        await stage.TurnAsync("yes", async () =>
        {
            string reference = await SendAsync(stage);
            return $"Sent. The reference is {reference}.";
        });
        await stage.TurnAsync("thanks!", "You're welcome.");
        stage.Conv.WriteMetric("TRANSFERRED", true, writeOnce: true);
        stage.Conv.AddFeedback(FeedbackRating.Like);
    }

    private static async Task<bool> PrepareTransferAsync(Stage stage, string? iban)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("prepare_transfer", arguments: new { recipient = Recipient, iban, amount = 240.00m, currency = "GBP" });
        if (iban is null)
        {
            conv.Log.Warning("Validated inputs", ("validation_passed", false), LogField.Of("missing_fields", new[] { "iban" }));
            call.Complete(new { ready = false, missing = "iban" });
            return false;
        }

        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        conv.Log.Info("Recipient account captured", LogField.Pii("iban", iban, shown: "GB** **** … 78"), LogField.Pii("recipient", Recipient));

        // Three checks at once: each is a separate event inside this one, and their entries are not mixed.
        await Task.WhenAll(CheckBalanceAsync(stage), CheckLimitsAsync(stage), ScreenRecipientAsync(stage));
        conv.Log.Info("All checks passed", ("checks", 3));
        conv.SetState("recipient", Recipient);
        conv.SetState("amount", 240.00m);
        call.Complete(new { ready = true });
        return true;
    }

    private static async Task CheckBalanceAsync(Stage stage)
    {
        using var call = stage.BeginFunction("check_balance");
        using var reply = await stage.Backend.GetAsync("https://core.example/accounts/0091/balance", 200, 143, """{"sufficient":true}""");
        await stage.Conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://core.example/accounts/{id}/balance");
        stage.Conv.Log.Info("Balance sufficient", LogField.Pii("balance", 1_862.15m), ("currency", "GBP"));
        call.Complete(new { sufficient = true });
    }

    private static async Task CheckLimitsAsync(Stage stage)
    {
        using var call = stage.BeginFunction("check_limits");
        await stage.TakesAsync(58);
        stage.Conv.Log.Warning("Close to the daily limit", ("limit", 1_000), ("after_transfer", 940));
        call.Complete(new { allowed = true });
    }

    private static async Task ScreenRecipientAsync(Stage stage)
    {
        using var call = stage.BeginFunction("screen_recipient", arguments: new { name = Recipient });
        using var reply = await stage.Backend.PostAsync("https://screening.example/v3/screen", 200, 690, """{"hits":0}""");
        await stage.Conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        stage.Conv.Log.Info("Screening clear", ("lists", 4), ("hits", 0));
        call.Complete(new { hits = 0 });
    }

    private static async Task<string> SendAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("send_transfer", "call_send", new { recipient = Recipient, iban = Iban, amount = 240.00m });
        using var reply = await stage.Backend.PostAsync("https://core.example/transfers", 202, 820, """{"reference":"T-58230"}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed);
        conv.Log.Info("Transfer accepted", ("reference", "T-58230"), ("amount", 240.00m));
        call.Complete(new { reference = "T-58230" });
        return "T-58230";
    }
}
