using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A conversation as a permitted reader sees it, without a host.</summary>
internal static class Played
{
    public static async Task<ConversationView> Async(Action<Conversation, ManualClock> play, bool isFinished = true)
    {
        ManualClock clock = new();
        InMemoryConversationStore store = new();
        await using var sink = new StoreSink(store);
        var conv = new Conversation(new ConversationInfo("conv-42"), sink, new ConversationOptions { TimeProvider = clock });
        play(conv, clock);
        if (isFinished)
        {
            await conv.DisposeAsync();
        }

        await sink.FlushAsync();
        var reader = new ConversationReader(store, new ConversationReaderOptions { TimeProvider = clock });
        return (await reader.GetAsync(new Reader("permitted", canReadPii: true), "conv-42"))!;
    }

    public static void Pass(this ManualClock clock, int milliseconds) => clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
