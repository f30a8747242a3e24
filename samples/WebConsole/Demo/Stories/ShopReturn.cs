using ConvLog;

namespace WebConsole.Demo.Stories;

/// <summary>En français: shoes are returned after the deadline, and the shop rejects them.</summary>
internal sealed class ShopReturn : Story
{
    private const string Mail = "camille@example.com";

    public override TimeSpan Ago => TimeSpan.FromHours(78);

    public override ConversationInfo Info => new("demo-shop-return")
    {
        AgentId = "demo",
        AccountId = "demo",
        ProjectId = "demo",
        Channel = "webchat",
        UserId = "client-20984",
        Language = "fr-FR",
    };

    public override IReadOnlyList<string> Tools => ["find_order", "create_return", "ask_for_exception"];

    public override async Task TellAsync(Stage stage)
    {
        await stage.TurnAsync("Bonjour, je voudrais renvoyer des chaussures, commande 558-2071.", async () =>
        {
            await FindOrderAsync(stage);
            return "Je vois votre commande : des baskets, pointure 39. Pour quelle raison souhaitez-vous les renvoyer ?";
        });
        await stage.TurnAsync("Elles sont trop petites.", async () => await CreateReturnAsync(stage)
            ? "Voici votre étiquette de retour."
            : "Je suis désolée : le délai de trente jours est dépassé de quatre jours, la boutique refuse le retour.");
        await stage.TurnAsync("Quatre jours, sérieusement ? J'étais à l'hôpital.", async () =>
        {
            await AskForExceptionAsync(stage);
            return "J'en suis navrée. J'ai demandé une exception ; une collègue vous répondra demain par e-mail.";
        });
        stage.Conv.AddFeedback(FeedbackRating.Dislike, "Pas très humain.");
        stage.Conv.AddNote("Exception accordée. L'agent devrait proposer l'exception avant d'annoncer le refus.", "support-fr");
    }

    private static async Task FindOrderAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("find_order", arguments: new { order = "558-2071" });
        using var reply = await stage.Backend.GetAsync("https://shop.example/api/orders/558-2071", 200, 203);
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://shop.example/api/orders/{number}");
        conv.Log.Info("Results found", ("count", 1), ("items", 1), LogField.Pii("email", Mail, shown: "c***@example.com"));
        conv.SetState("order", "558-2071");
        call.Complete(new { items = new[] { "baskets 39" }, email = Mail });
    }

    private static async Task<bool> CreateReturnAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("create_return", arguments: new { order = "558-2071", reason = "too_small" });
        conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
        using var reply = await stage.Backend.PostAsync("https://shop.example/api/orders/558-2071/returns", 422, 256, """{"code":"window_closed","days":34}""");
        await conv.LogApiResponseAsync(reply.Response, reply.Elapsed, overrideUrl: "https://shop.example/api/orders/{number}/returns");
        conv.Log.Error("Return refused by the shop", ("status", reply.Status), ("code", "window_closed"), ("days", 34), ("retriable", false));
        call.Fail("422 window_closed");
        return false;
    }

    private static async Task AskForExceptionAsync(Stage stage)
    {
        var conv = stage.Conv;
        using var call = stage.BeginFunction("ask_for_exception", arguments: new { order = "558-2071", note = "hospital stay" });
        conv.Log.Info("Reason given", isPii: true, ("reason", "The customer was in hospital."));
        conv.Log.Info("Reason given [redacted]");
        await stage.TakesAsync(61);
        conv.Log.Info("Request queued", ("queue", "returns-exceptions"), ("due_hours", 24));
        call.Complete(new { queued = true });
    }
}
