using ConvLog;
using ConvLog.Privacy;
using ConvLog.Sqlite;
using ConvLog.Storage;
using ConvLogProject1;

await using var store = new SqliteConversationStore("conversations.db");
var info = new ConversationInfo($"call-{DateTime.UtcNow:yyyyMMdd-HHmmss}") { AgentId = "bookings", Channel = "voice" };

await using (var sink = new StoreSink(store))
await using (var conv = new Conversation(info, sink))
{
    using var turn = conv.BeginTurn("A table for two, please.");
    turn.Complete(BookingFunctions.BookTable(conv, "ada@example.com", guests: 2));
}

// What someone without the permission for personal data reads.
var view = await new ConversationReader(store).GetAsync(new Reader("support", canReadPii: false), info.Id);
foreach (var call in view!.Turns.SelectMany(turn => turn.FunctionEvents))
{
    Console.WriteLine($"{call.Name}: {call.Outcome}");
    foreach (var entry in call.Entries)
    {
        Console.WriteLine($"  {entry.Level}: {entry.Content} ({string.Join(", ", entry.Fields.Select(field => $"{field.Key}={field.Value}"))})");
    }
}
