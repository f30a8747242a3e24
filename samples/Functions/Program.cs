using ConvLog;
using Functions;

// The functions of the guide, docs/functions.md, logged to the console by a sink of this program.
await using var conv = new Conversation(new ConversationInfo("conv-42") { AgentId = "bookings" }, new ConsoleSink());
using var turn = conv.BeginTurn("A table for two at eight, please.");
CheckAvailability(conv);
SaveGuest(conv, "jane@example.com", "+44 7700 900123");
PayDeposit(conv);
await FindContactAsync(conv);
await SendConfirmationAsync(conv);
await FindTablesAsync(conv);
turn.Complete("Your table is booked.");

static void CheckAvailability(Conversation conv) => conv.RunFunction("check_availability", () =>
{
    conv.Log.Info("Availability checked", ("guests", 2), ("free", true), ("missing_fields", Array.Empty<string>()));
    conv.Log.Warning("Few tables left", ("tables", 3));
    conv.Log.Error("Calendar unreachable", ("status", 503), ("retriable", true));
});

static void SaveGuest(Conversation conv, string email, string phone) => conv.RunFunction("save_guest", () =>
{
    conv.Log.Info("Guest saved", LogField.Pii("email", email, shown: "j***@example.com"), ("new", true));
    conv.Log.Info("Guest wants to be called back", isPii: true, ("phone", phone));
}, callId: "call_7");

static void PayDeposit(Conversation conv)
{
    using var call = conv.BeginFunction("pay_deposit", callId: "call_8", arguments: new { amount = 20.00m });
    try
    {
        throw new TimeoutException("The bank did not answer.");
    }
    catch (TimeoutException e)
    {
        call.Log.Error("Payment failed", e, ("amount", 20.00m), ("currency", "GBP"));
        call.Fail(e);
    }
}

static Task FindContactAsync(Conversation conv) => conv.RunFunctionAsync("find_contact", async () =>
{
    using var response = new HttpResponseMessage(System.Net.HttpStatusCode.NotFound)
    {
        RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://crm.example/contacts/42"),
    };
    await conv.LogApiResponseAsync(response, TimeSpan.FromMilliseconds(80), isExpected: true, overrideUrl: "https://crm.example/contacts/{id}");
});

static async Task SendConfirmationAsync(Conversation conv)
{
    for (int attempt = 1; attempt <= 2; attempt++)
    {
        using var call = conv.BeginFunction("send_confirmation", callId: "call_9");
        call.Attempt = attempt;
        await Task.Yield();
        if (attempt == 1)
        {
            call.Fail("The mail server is busy");
        }
    }
}

static Task FindTablesAsync(Conversation conv) => conv.RunFunctionAsync("find_tables", async () =>
{
    conv.Log.Info("Asking two restaurants");
    await Task.WhenAll(
        conv.RunFunctionAsync("find_table", () => AskAsync("Rosso")),
        conv.RunFunctionAsync("find_table", () => AskAsync("Verde")));

    async Task AskAsync(string restaurant)
    {
        await Task.Yield();
        conv.Log.Info("Asked for a table", ("restaurant", restaurant));
    }
});
