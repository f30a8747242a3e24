using ConvLog;

// A host opens a conversation with a sink; here one that keeps everything in memory.
var sink = new InMemorySink();
await using var conv = new Conversation(new ConversationInfo("conv-42") { AgentId = "bookings", Channel = "webchat" }, sink);

using (var turn = conv.BeginTurn(new MaskedText("Table for two at eight, ada@example.com", shown: "Table for two at eight, [redacted]")))
{
    conv.RunFunction("save_guest", call => SaveGuest(call, "ada@example.com", "+1 555 0100"), callId: "call_7", arguments: new LogField[] { ("name", "Ada") });
    turn.Complete("Done: a table for two at eight.", new ModelUsage("gpt-x", inputTokens: 310, outputTokens: 42));
}

Console.WriteLine("What a store keeps:");
foreach (var entry in sink.Entries)
{
    Console.WriteLine($"  {entry.FunctionEvent?.Name}: {entry.ToJson()}");
}

// A function that the agent calls. Logging never makes it fail, and an exception that it throws becomes the outcome of its event.
void SaveGuest(FunctionEvent call, string email, string phone)
{
    conv.Log.Info("Validated inputs", ("validation_passed", true), ("missing_fields", Array.Empty<string>()));
    conv.Log.Info("Guest email captured", LogField.Pii("email", email, shown: "a***@example.com"));
    conv.Log.Warning("Guest number captured", ("user_phone", phone), isPii: true);
    try
    {
        throw new InvalidOperationException("A guest of this name exists.");
    }
    catch (InvalidOperationException e)
    {
        conv.Log.Error("CRM upsert failed", e, ("status", 409), ("retriable", true));
        call.Fail(e);
    }
}
