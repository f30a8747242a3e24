using System.Runtime.CompilerServices;

namespace ConvLog.Tests.Functions;

/// <summary>A timer or a captured flow that outlived a function event kept all its entries alive: 205 MB after 100 events.</summary>
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
    public void Nor_those_of_its_turn_nor_of_the_events_around_it()
    {
        using var conv = new Conversation(new ConversationInfo("c"), new Forgetful());
        var flows = new List<ExecutionContext>();
        var texts = Events(conv, flows, inTurns: true);
        using (conv.BeginTurn())
        {
            // The conversation itself holds its latest turn.
        }

        Alive(texts).Should().Be(0);
        flows.Should().HaveCount(20);
    }

    [Fact]
    public void What_such_a_flow_logs_still_goes_to_the_turn_and_is_marked()
    {
        var sink = new Forgetful();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var flows = new List<ExecutionContext>();
        string turn = OneEvent(conv, flows, out string call);
        using (conv.BeginTurn())
        {
        }

        GC.Collect();
        for (int i = 0; i < 2; i++)
        {
            ExecutionContext.Run(flows[0], _ => conv.Log.Info("late"), null);
            sink.Last.Should().Be((turn, "hello", "goodbye", 1, call));
        }
    }

    [Fact]
    public void What_such_a_flow_logs_is_kept_by_the_turn_where_someone_holds_it()
    {
        var sink = new InMemorySink();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var turn = conv.BeginTurn();
        ExecutionContext flow;
        FunctionEvent call;
        using (call = conv.BeginFunction("f"))
        {
            conv.Log.Info("in time");
            flow = ExecutionContext.Capture()!;
        }

        turn.Dispose();
        GC.Collect();
        ExecutionContext.Run(flow, _ => conv.Log.Info("late"), null);
        turn.Entries.Should().ContainSingle().Which.Turn.Should().BeSameAs(turn);
        call.Entries.Should().ContainSingle();
    }

    [Fact]
    public void What_such_a_flow_goes_on_to_log_is_let_go_of_as_well()
    {
        var sink = new Forgetful();
        using var conv = new Conversation(new ConversationInfo("c"), sink);
        var flows = new List<ExecutionContext>();
        OneEvent(conv, flows, out _);
        using (conv.BeginTurn())
        {
        }

        Alive(LogLate(conv, flows[0])).Should().Be(0);
    }

    [Fact]
    public void An_event_that_the_conversations_end_abandoned_is_let_go_of()
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
    private static string OneEvent(Conversation conv, List<ExecutionContext> flows, out string callId)
    {
        using var turn = conv.BeginTurn("hello");
        using (var call = conv.BeginFunction("f"))
        {
            callId = call.Id;
            flows.Add(ExecutionContext.Capture()!);
        }

        turn.Complete("goodbye");
        return turn.Id;
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
        using var conv = new Conversation(new ConversationInfo("c"), new Forgetful());
        conv.BeginTurn();
        conv.BeginFunction("f");
        Log(conv, texts);
        flows.Add(ExecutionContext.Capture()!);
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
