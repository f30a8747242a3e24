using System.Globalization;
using ConvLog.Storage;

namespace ConvLog.Tests.Privacy;

/// <summary>
/// A reader without the permission gets the same for conversations that differ only in personal data.
/// </summary>
public class NonInterferenceTests
{
    private static readonly LogLimits s_tight = new() { TextLength = 64, EntrySize = 512, ItemsPerCollection = 5, EntriesPerScope = 6, Depth = 3 };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Conversations_that_differ_in_personal_data_alone_look_the_same(int script)
    {
        await using var one = new StoredSession();
        await using var two = new StoredSession();
        await PlayAsync(one, new Random(script), new Personal(new Random(script + 1_000), amount: 0));
        await PlayAsync(two, new Random(script), new Personal(new Random(script + 2_000), amount: 1 + (script % 12)));

        Difference(await SeenAsync(one, StoredSession.Other), await SeenAsync(two, StoredSession.Other)).Should().BeNull();
        Difference(await SeenAsync(one, StoredSession.Permitted), await SeenAsync(two, StoredSession.Permitted)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(29)]
    [InlineData(31)]
    [InlineData(120)]
    public async Task The_progress_of_a_conversation_does_not_reveal_a_personal_entry(int minutesLater)
    {
        await using var one = new StoredSession();
        await using var two = new StoredSession();
        foreach (var session in new[] { one, two })
        {
            var conv = session.Open();
            conv.BeginTurn("hi");
            conv.BeginFunction("f");
            session.Clock.Advance(TimeSpan.FromMinutes(20));
            if (session == two)
            {
                conv.Log.Error("Jane", isPii: true);
                conv.LogApiResponse("GET", "https://x.example/jane", 500, TimeSpan.Zero, isPii: true);
            }

            session.Clock.Advance(TimeSpan.FromMinutes(minutesLater));
        }

        Difference(await SeenAsync(one, StoredSession.Other), await SeenAsync(two, StoredSession.Other)).Should().BeNull();
    }

    [Fact]
    public async Task The_order_of_a_list_does_not_reveal_a_personal_entry()
    {
        async Task<string[]> ListAsync(bool withPersonal)
        {
            await using var session = new StoredSession();
            var conversations = Enumerable.Range(0, 5).Select(i =>
            {
                session.Clock.Advance(TimeSpan.FromMinutes(1));
                return session.Open($"c{i}");
            }).ToList();
            session.Clock.Advance(TimeSpan.FromMinutes(1));
            if (withPersonal)
            {
                conversations[1].Log.Error("Jane", isPii: true);
            }

            await session.Sink.FlushAsync();
            return [.. (await session.Reader().ListAsync(StoredSession.Other, new ConversationQuery())).Conversations.Select(c
                => ViewText.WithoutIds(ViewText.Of(c)))];
        }

        (await ListAsync(withPersonal: true)).Should().Equal(await ListAsync(withPersonal: false));
    }

    /// <summary>The view and the list item, as lines of text.</summary>
    private static async Task<string[]> SeenAsync(StoredSession session, ConvLog.Privacy.Reader reader)
    {
        var view = await session.ReadAsync(reader);
        var list = await session.Reader().ListAsync(reader, new ConversationQuery { CountTotal = true });
        return ViewText.WithoutIds(ViewText.Of(view) + ViewText.Of(list.Conversations.Single()) + list.Total!.Value.ToString(CultureInfo.InvariantCulture))
            .Split('\n');
    }

    private static string? Difference(string[] one, string[] two)
    {
        int at = one.Zip(two).TakeWhile(static pair => string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Count();
        return at == one.Length && at == two.Length
            ? null
            : $"{string.Join('\n', one.Skip(Math.Max(0, at - 8)).Take(10))}\n--- but ---\n{two.ElementAtOrDefault(at)}";
    }

    // The script alone decides the visible content; neither the personal data nor the clock affects it.
    private static async Task PlayAsync(StoredSession session, Random script, Personal personal)
    {
        var now = ManualClock.DefaultStart;
        void Visible(Action step)
        {
            now = now.AddMilliseconds(script.Next(1, 90_000));
            personal.Before(session.Clock, now);
            session.Clock.SetUtcNow(now);
            step();
        }

        var conv = session.Open(
            new ConversationInfo("conv-42")
            {
                UserId = personal.Text(),
                FromNumber = personal.Text(),
                ToNumber = personal.Text(),
                Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = personal.Value(), ["tier"] = personal.Value() },
            },
            s_tight);
        personal.Conversation = conv;
        for (int t = script.Next(1, 4); t > 0; t--)
        {
            Turn turn = null!;
            Visible(() => turn = conv.BeginTurn(new MaskedText(personal.Text(), "I am [name]")));
            for (int f = script.Next(0, 4); f > 0; f--)
            {
                FunctionEvent call = null!;
                Visible(() => call = conv.BeginFunction("save_guest", "call_7",
                    new LogField[] { LogField.Of("name", personal.Value()), LogField.Of("seats", personal.Value()) }));
                for (int step = script.Next(0, 10); step > 0; step--)
                {
                    int kind = script.Next(0, 9);
                    int length = script.Next(0, 120);
                    Visible(() => Step(conv, kind, length, personal));
                }

                int outcome = script.Next(0, 4);
                Visible(() => End(call, outcome, personal));
            }

            Visible(() => turn.Complete(new MaskedText(personal.Text(), "Booked for [name]"), new ModelUsage("gpt-x", 10, 5)));
            Visible(() => conv.AddFeedback(FeedbackRating.Like, personal.Text()));
            Visible(() => conv.Annotate(personal.Text(), "ana"));
            Visible(turn.Dispose);
        }

        Visible(() => conv.AddNote(personal.Text(), "ana"));
        if (script.Next(2) == 0)
        {
            await conv.DisposeAsync();
        }
        else
        {
            personal.Before(session.Clock, now.AddMinutes(script.Next(1, 60)));
            session.Clock.SetUtcNow(now.AddHours(2));
        }
    }

    private static void Step(Conversation conv, int kind, int length, Personal personal)
    {
        switch (kind)
        {
            case 0: conv.Log.Info(new string('m', length), ("list", new int[length])); break;
            case 1: conv.Log.Warning("captured", LogField.Pii("phone", personal.Value()), ("seen", new string('s', length * 6)),
                LogField.Pii("email", personal.Text(), shown: "j***@x")); break;
            case 2: conv.Log.Error("failed", new InvalidOperationException(personal.Text()), ("length", length)); break;
            case 3: conv.LogApiResponse("GET", $"https://crm.example/contacts?{personal.Text()}", 409, TimeSpan.FromMilliseconds(length), personal.Text(),
                fields: [LogField.Pii("who", personal.Value())]); break;
            case 4: conv.SetState("guest", personal.Value()); break;
            case 5: conv.WriteMetric("caller", new MaskedText(personal.Text(), "#")); break;
            case 6: conv.Log.Info("masked", ("who", new MaskedText(personal.Text(), "J.")),
                ("inside", new object[] { new MaskedText(personal.Text()), 1 })); break;
            case 7: conv.RemoveState("guest"); break;
            default: conv.HandOff("humans", "asked", personal.Text()); break;
        }
    }

    private static void End(FunctionEvent call, int outcome, Personal personal)
    {
        switch (outcome)
        {
            case 0: call.Complete(personal.Value()); break;
            case 1: call.Fail(new InvalidOperationException(personal.Text())); break;
            case 2: return; // The turn remains open.
        }

        call.Dispose();
    }

    /// <summary>Generates personal data: different values each time, and personal entries in between.</summary>
    private sealed class Personal(Random random, int amount)
    {
        public Conversation? Conversation { get; set; }

        public string Text() => new('p', random.Next(1, 200));

        public object Value() => random.Next(6) switch
        {
            0 => Text(),
            1 => random.Next(),
            2 => new int[random.Next(0, 20)],
            3 => new Dictionary<string, object>(StringComparer.Ordinal) { [Text()] = new object[] { new object[] { new object[] { Text() } } } },
            4 => new { Name = Text(), Age = random.Next() },
            _ => random.NextDouble(),
        };

        public void Before(ManualClock clock, DateTimeOffset next)
        {
            if (Conversation is null)
            {
                return;
            }

            for (int i = random.Next(0, amount + 1); i > 0 && amount > 0; i--)
            {
                clock.SetUtcNow(next.AddMilliseconds(-random.Next(0, 1_000)));
                switch (random.Next(4))
                {
                    case 0: Conversation.Log.Error(Text(), ("v", Value()), isPii: true); break;
                    case 1: Conversation.Log.Warning(Text(), ("pii", true), (Text(), Value())); break;
                    case 2: Conversation.LogApiResponse("GET", Text(), random.Next(200, 600), TimeSpan.FromSeconds(random.Next(10)), Text(),
                        isPii: true); break;
                    default: Conversation.Log.Info(Text(), new InvalidOperationException(Text()), isPii: true); break;
                }
            }
        }
    }
}
