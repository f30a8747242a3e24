using System.Runtime.CompilerServices;

namespace ConvLog.Tests.Functions;

/// <summary>Regression: a timer or a captured flow that outlived a function event kept all its entries alive, 205 MB after 100 events.</summary>
public class FunctionEventOutlivedTests
{
    [Fact]
    public void A_flow_that_outlives_its_event_keeps_none_of_its_entries()
    {
        using var conv = new Conversation(new ConversationInfo("c"), new Forgetful());
        var flows = new List<ExecutionContext>();
        var texts = Events(conv, flows, inTurns: false);

        Alive(texts).Should().Be(0);
        flows.Should().HaveCount(20);
    }

    [Fact]
    public void A_flow_that_outlives_its_event_keeps_no_entries_of_its_turn_or_outer_events()
    {
        using var conv = new Conversation(new ConversationInfo("c"), new Forgetful());
        var flows = new List<ExecutionContext>();
        var texts = Events(conv, flows, inTurns: true);
        using (conv.BeginTurn())
        {
            // The conversation itself keeps its latest turn.
        }

        Alive(texts).Should().Be(0);
        flows.Should().HaveCount(20);
    }

    [Fact]
    public void Entries_of_an_outliving_flow_go_to_the_last_turn_and_are_marked()
    {
        var sink = new Forgetful();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var flows = new List<ExecutionContext>();
        string turn = OneEvent(conv, flows);
        GC.Collect();
        for (int i = 0; i < 2; i++)
        {
            ExecutionContext.Run(flows[0], _ => conv.Log.Info("late"), null);
            sink.Last.Should().Be((turn, "hello", "goodbye", 1, turn));
        }
    }

    [Fact]
    public void Late_entries_of_a_flow_are_released_once_another_turn_is_the_last()
    {
        var sink = new Forgetful();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var flows = new List<ExecutionContext>();
        OneEvent(conv, flows);
        var texts = LogLate(conv, flows[0]);
        using (conv.BeginTurn())
        {
        }

        Alive(texts).Should().Be(0);
    }

    [Fact]
    public void A_flow_that_entered_a_turn_and_outlives_it_keeps_none_of_its_entries()
    {
        using var conv = new Conversation(new ConversationInfo("c"), new Forgetful());
        var flows = new List<ExecutionContext>();
        var texts = Entered(conv, flows);
        using (conv.BeginTurn())
        {
        }

        Alive(texts).Should().Be(0);
        flows.Should().HaveCount(1);
    }

    [Fact]
    public void An_event_abandoned_at_the_end_of_the_conversation_is_released()
    {
        var flows = new List<ExecutionContext>();
        Alive(Abandoned(flows)).Should().Be(0);
        flows.Should().HaveCount(1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Events(Conversation conv, List<ExecutionContext> flows, bool inTurns)
    {
        var texts = new List<WeakReference>();
        for (int i = 0; i < 20; i++)
        {
            using var turn = inTurns ? conv.BeginTurn() : null;
            turn?.Complete("ok");
            if (inTurns)
            {
                Log(conv, texts);
            }

            using var outer = conv.BeginFunction("outer");
            Log(conv, texts);
            using var inner = conv.BeginFunction("inner");
            Log(conv, texts);
            flows.Add(ExecutionContext.Capture()!);
        }

        return texts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string OneEvent(Conversation conv, List<ExecutionContext> flows)
    {
        using var turn = conv.BeginTurn("hello");
        using (conv.BeginFunction("f"))
        {
            flows.Add(ExecutionContext.Capture()!);
        }

        turn.Complete("goodbye");
        return turn.Id;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Entered(Conversation conv, List<ExecutionContext> flows)
    {
        var texts = new List<WeakReference>();
        using var turn = conv.BeginTurn();
        using var call = turn.BeginFunction("f");
        using var inTurn = turn.MakeCurrent();
        Log(conv, texts);
        using var inCall = call.MakeCurrent();
        Log(conv, texts);
        flows.Add(ExecutionContext.Capture()!);
        return texts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> LogLate(Conversation conv, ExecutionContext flow)
    {
        var texts = new List<WeakReference>();
        ExecutionContext.Run(flow, _ => Log(conv, texts), null);
        return texts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Abandoned(List<ExecutionContext> flows)
    {
        var texts = new List<WeakReference>();
        var clock = new ManualClock();
        var conv = new Conversation(new ConversationInfo("c"), new Forgetful(), new ConversationOptions { TimeProvider = clock });
        conv.BeginTurn();
        conv.BeginFunction("f");
        Log(conv, texts);
        flows.Add(ExecutionContext.Capture()!);
        conv.Dispose();
        clock.Advance(new ConversationOptions().MaximumLinger);
        return texts;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Log(Conversation conv, List<WeakReference> texts)
    {
        string text = new('x', 1_000);
        texts.Add(new WeakReference(text));
        conv.Log.Info("m", ("text", text));
    }

    private static int Alive(List<WeakReference> texts)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        texts.Should().NotBeEmpty();
        return texts.Count(static text => text.IsAlive);
    }

    private sealed class Forgetful : ILogSink
    {
        public (string? Turn, string? Input, string? Response, int? Ordinal, object? After) Last { get; private set; }

        public void Emit(LogEntry entry)
            => Last = (entry.Turn?.Id, entry.Turn?.UserInput.Text, entry.Turn?.AgentResponse.Text, entry.Turn?.Ordinal,
                entry.Fields.TryGetValue("after", out object? after) ? after : null);
    }
}
