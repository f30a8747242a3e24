using System.Globalization;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Payloads;

/// <summary>A request that repeats the messages of the previous one takes little more space than its new message.</summary>
public sealed class ModelCallBytesTests
{
    private const int Calls = 400;
    private const int Repeated = 19;

    private const string Words = """
        the guest asked for a table near window on friday evening and we have two left at eight or half past please note that kitchen closes early because of
        holiday so orders should be placed before ten there is no dish without nuts but chef can prepare one if told in advance parking costs five euros per
        hour behind building our terrace opens when weather allows reservations are kept fifteen minutes after which they pass to those who wait thank you very
        much indeed could also bring children under six free menu changes every week vegetarian options include soup salad pasta mushroom risotto dessert
        """;

    [Fact]
    public async Task Nineteen_repeated_messages_take_less_than_a_third_of_the_space_of_a_new_one()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("conversations.db");
        var random = new Random(20);
        ModelMessage[] history = [.. Enumerable.Range(0, Repeated).Select(n => ModelMessage.User(Text(random, $"{n}")))];
        await WriteAsync(path, history, random, calls: 1);
        long before = new FileInfo(path).Length;
        long said = await WriteAsync(path, history, random, Calls);
        double ratio = (double)(new FileInfo(path).Length - before) / said;

        ratio.Should().BeLessThanOrEqualTo(1.3).And.BeGreaterThan(0.2);
    }

    // One conversation; the new message of each call is a system prompt, which is encrypted too.
    private static async Task<long> WriteAsync(string path, ModelMessage[] history, Random random, int calls)
    {
        long said = 0;
        using var store = new SqliteConversationStore(path, new SqliteStoreOptions { IndexText = false });
        await using var sink = new StoreSink(store);
        await using var conversation = new Conversation(new ConversationInfo("c"), sink);
        using var turn = conversation.BeginTurn();
        for (int n = 0; n < calls; n++)
        {
            string text = Text(random, string.Create(CultureInfo.InvariantCulture, $"{calls} {n}"));
            said += text.Length;
            var call = turn.BeginModelCall("gpt-x", "openai");
            call.AddRequest([.. history, ModelMessage.System(text)]);
            call.Complete(usage: new ModelUsage("", 5_000, 200), finishReason: "stop");
        }

        return said;
    }

    private static string Text(Random random, string first)
    {
        string[] words = Words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        string text = first;
        while (text.Length < 1_024)
        {
            text += ' ' + words[random.Next(words.Length)];
        }

        return text;
    }
}
