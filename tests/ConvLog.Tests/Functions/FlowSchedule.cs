using ConvLog.Records;

namespace ConvLog.Tests.Functions;

/// <summary>
/// A random schedule of steps in async flows of one conversation. After each step, the flow is compared with a simple model: the lists of functions and turns
/// that it entered. A flow is an execution context in which its steps run.
/// </summary>
internal sealed class FlowSchedule(int seed) : IDisposable
{
    private readonly Random _random = new(seed);
    private readonly Session _session = new();
    private readonly List<Flow> _flows = [new(ExecutionContext.Capture()!, [], [])];
    private readonly List<Turn> _turns = [];
    private readonly List<FunctionEvent> _calls = [];
    private readonly List<Turn> _openTurns = [];
    private readonly HashSet<FunctionEvent> _openCalls = [];
    private readonly List<(IDisposable Scope, Entered? Call, Entered? Turn)> _scopes = [];
    private readonly Dictionary<object, List<string>> _logged = [];
    private int _number;

    private Conversation Conversation => _session.Conversation;

    /// <summary>Runs the given number of steps, and then compares the place of every entry.</summary>
    public void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            var flow = _flows[_random.Next(_flows.Count)];
            ExecutionContext.Run(flow.Context, _ =>
            {
                Step(flow);
                flow.Context = ExecutionContext.Capture()!;
                Compare(flow);
            }, null);
        }

        foreach (var turn in _turns)
        {
            turn.Entries.Select(static entry => entry.Content).Should().Equal(_logged.GetValueOrDefault(turn) ?? []);
        }

        foreach (var call in _calls)
        {
            call.Entries.Select(static entry => entry.Content).Should().Equal(_logged.GetValueOrDefault(call) ?? []);
        }

        Conversation.EntriesOutsideTurns.Select(static entry => entry.Content).Should().Equal(_logged.GetValueOrDefault(Conversation) ?? []);
        _session.Sink.Entries.Should().HaveCount(_logged.Values.Sum(static texts => texts.Count));
    }

    public void Dispose() => _session.Dispose();

    private void Step(Flow flow)
    {
        switch (_random.Next(14))
        {
            case 0 when _openTurns.Count < 5:
                var turn = Conversation.BeginTurn();
                _turns.Add(turn);
                _openTurns.Add(turn);
                flow.Turns.Add(new Entered(turn));
                break;
            case 1 when Any(_turns) is { } turn1:
                turn1.Dispose();
                _openTurns.Remove(turn1);
                break;
            case 2:
                var parent = CallOf(flow);
                var expected = parent?.Turn ?? OpenTurnOf(flow);
                var call = Begun(Conversation.BeginFunction("f"), parent, expected);
                flow.Calls.Add(new Entered(call));
                break;
            case 3 when Any(_turns) is { } turn3:
                Begun(turn3.BeginFunction("f"), CallOf(flow) is { } outer && outer.Turn == turn3 ? outer : null, turn3);
                break;
            case 4 or 5 when Any(_calls) is { } ended:
                ended.Dispose();
                if (_openCalls.Remove(ended))
                {
                    Leave(flow, flow.Calls.Find(entered => entered is { IsOfBegin: true } && entered.What == ended));
                }

                break;
            case 6 when Any(_turns) is { } turn6:
                _scopes.Add((turn6.MakeCurrent(), null, Enter(flow, turn6)));
                break;
            case 7 when Any(_calls) is { } call7:
                _scopes.Add((call7.MakeCurrent(), new Entered(call7, isOfBegin: false), Enter(flow, call7.Turn)));
                flow.Calls.Add(_scopes[^1].Call!);
                break;
            case 8 when Any(_scopes) is { Scope: { } scope } left:
                scope.Dispose();
                if (left.Call is { IsLeft: false } entered && _openCalls.Contains((FunctionEvent)entered.What))
                {
                    Leave(flow, entered);
                }

                left.Call?.Leave();
                left.Turn?.Leave();
                break;
            case 9 when _flows.Count < 6:
                _flows.Add(new Flow(ExecutionContext.Capture()!, [.. flow.Calls], [.. flow.Turns]));
                break;
            case 10 when Any(_turns) is { } turn10:
                turn10.Log.Info(Text());
                Logged(turn10, _openTurns.Contains(turn10) ? null : turn10.Id);
                break;
            case 11:
                Conversation.SetState("s", _number++);
                var change = _session.Sink.Records.OfType<StateChangeRecord>().Last();
                var changed = CallOf(flow);
                (change.TurnId, change.FunctionEventId).Should().Be(((changed is null ? OpenTurnOf(flow) : changed.Turn)?.Id, changed?.Id));
                break;
            default:
                Conversation.Log.Info(Text());
                object? place = (object?)CallOf(flow) ?? OpenTurnOf(flow);
                Logged(place ?? _turns.LastOrDefault() ?? (object)Conversation, place is null && _turns.Count > 0 ? _turns[^1].Id : null);
                break;
        }
    }

    private void Compare(Flow flow)
    {
        Conversation.CurrentFunction.Should().BeSameAs(CallOf(flow));
        Conversation.CurrentTurn.Should().BeSameAs(CallOf(flow)?.Turn ?? OpenTurnOf(flow));
        Conversation.LatestTurn.Should().BeSameAs(_turns.LastOrDefault());
    }

    private FunctionEvent? CallOf(Flow flow)
        => (FunctionEvent?)flow.Calls.LastOrDefault(entered => !entered.IsLeft && _openCalls.Contains((FunctionEvent)entered.What))?.What;

    private Turn? OpenTurnOf(Flow flow)
        => (Turn?)flow.Turns.LastOrDefault(entered => !entered.IsLeft && _openTurns.Contains((Turn)entered.What))?.What ?? _openTurns.LastOrDefault();

    private Entered? Enter(Flow flow, Turn? turn)
    {
        if (turn is null || !_openTurns.Contains(turn))
        {
            return null;
        }

        flow.Turns.Add(new Entered(turn));
        return flow.Turns[^1];
    }

    // Also leaves, in this flow, the events that were entered inside it and not left.
    private static void Leave(Flow flow, Entered? call)
    {
        if (call is not null && flow.Calls.IndexOf(call) is >= 0 and var index)
        {
            flow.Calls.RemoveRange(index, flow.Calls.Count - index);
        }
    }

    private FunctionEvent Begun(FunctionEvent call, FunctionEvent? parent, Turn? turn)
    {
        call.Parent.Should().BeSameAs(parent);
        call.Turn.Should().BeSameAs(turn);
        _calls.Add(call);
        _openCalls.Add(call);
        return call;
    }

    private void Logged(object place, string? after)
    {
        if (!_logged.TryGetValue(place, out var texts))
        {
            _logged.Add(place, texts = []);
        }

        texts.Add(_session.Last.Content);
        object? mark = _session.Last.Fields.TryGetValue("after", out object? found) ? found : null;
        if (!ReferenceEquals(place, Conversation))
        {
            mark.Should().Be(after);
        }
        else if (mark is not null)
        {
            // An entry outside any turn, logged in an ended function that the flow had entered.
            _calls.Should().ContainSingle(call => Equals(call.Id, mark)).Which.Outcome.Should().NotBeNull();
        }
    }

    private string Text() => FormattableString.Invariant($"{_number++}");

    private T? Any<T>(List<T> of) => of.Count == 0 ? default : of[_random.Next(of.Count)];

    private sealed class Flow(ExecutionContext context, List<Entered> calls, List<Entered> turns)
    {
        public ExecutionContext Context { get; set; } = context;

        public List<Entered> Calls { get; } = calls;

        public List<Entered> Turns { get; } = turns;
    }

    private sealed class Entered(object what, bool isOfBegin = true)
    {
        public object What { get; } = what;

        public bool IsOfBegin { get; } = isOfBegin;

        public bool IsLeft { get; private set; }

        public void Leave() => IsLeft = true;
    }
}
