using System.Globalization;
using ConvLog.Benchmarks.Capture;

namespace ConvLog.Benchmarks.Memory;

/// <summary>The memory of ten thousand open conversations, each with a turn, two function events and twenty entries of three fields.</summary>
internal static class OpenConversations
{
    private const int Conversations = 10_000;
    private const int EntriesPerEvent = 10;
    private const double Megabyte = 1_000_000;

    public static int Run()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var open = new List<Conversation>(Conversations);
        for (int i = 0; i < Conversations; i++)
        {
            open.Add(Open(i));
        }

        double held = (GC.GetTotalMemory(forceFullCollection: true) - before) / Megabyte;
        GC.KeepAlive(open);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Conversations} open conversations with {2 * EntriesPerEvent} entries each hold {held:0.0} MB; the process has "
            + $"{Environment.WorkingSet / Megabyte:0} MB."));
        return 0;
    }

    private static Conversation Open(int number)
    {
        var conversation = new Conversation(new ConversationInfo(string.Create(CultureInfo.InvariantCulture, $"conv-{number}")), new NullSink());
        conversation.BeginTurn("Book a table for two");
        for (int call = 0; call < 2; call++)
        {
            var function = conversation.BeginFunction("book", "call_7", new Dictionary<string, object?>(StringComparer.Ordinal) { ["party"] = 2 });
            for (int i = 0; i < EntriesPerEvent; i++)
            {
                function.Log.Info("Booking failed", ("status", 409), ("retriable", true), ("number", number));
            }
        }

        return conversation;
    }
}
