namespace ConvLog.Tests.Schedules;

/// <summary>
/// Runs the steps of a schedule in sequence, each in its flow, on a repeatedly opened conversation and on its model.
/// </summary>
internal sealed class Schedule(StoreSink sink, ManualClock clock, string id)
{
    private const int MostOpenings = 4;
    private const int MostFlows = 6;

    private readonly ConversationOptions _options = new() { TimeProvider = clock };
    private readonly List<(ExecutionContext Context, ModelFlow Model)> _flows = [(ExecutionContext.Capture()!, new ModelFlow())];
    private readonly List<(Conversation Conversation, ModelOpening Model)> _openings = [];
    private readonly List<(Turn Turn, ModelTurn Model)> _turns = [];
    private readonly List<(FunctionEvent Call, ModelCallEvent Model)> _calls = [];
    private readonly List<(ModelCall Call, ModelTurn Turn, bool IsRecorded)> _modelCalls = [];
    private readonly List<(IDisposable Handle, Entered Model)> _handles = [];
    private readonly List<(string Content, EntryScope? Place)> _logged = [];

    public IReadOnlyList<(Conversation Conversation, ModelOpening Model)> Openings => _openings;

    public IReadOnlyList<(Turn Turn, ModelTurn Model)> Turns => _turns;

    public IReadOnlyList<(FunctionEvent Call, ModelCallEvent Model)> Calls => _calls;

    /// <summary>Every entry with its expected place; null if it is dropped.</summary>
    public IReadOnlyList<(string Content, EntryScope? Place)> Logged => _logged;

    /// <summary>The number of changes to turns that no opening recorded.</summary>
    public int Refused { get; private set; }

    public void Run(IEnumerable<Step> steps)
    {
        Open();
        foreach (var step in steps)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            int at = step.Flow % _flows.Count;
            var (context, model) = _flows[at];
            var after = context;
            ExecutionContext.Run(context.CreateCopy(), _ =>
            {
                Take(step, model);
                after = ExecutionContext.Capture()!;
            }, null);
            _flows[at] = (after, model);
        }

        foreach (var (conversation, model) in _openings)
        {
            Close(conversation, model);
        }

        clock.Advance(_options.MaximumLinger);
        _turns.ForEach(static turn => turn.Model.Abandon());
        foreach (var (_, model) in _calls.Where(static call => call.Model.IsOpen))
        {
            model.Outcome ??= FunctionOutcome.Abandoned;
            model.IsOpen = false;
        }
    }

    /// <summary>The ID of a turn; null if there is none.</summary>
    public string? IdOf(ModelTurn? turn) => turn is null ? null : _turns.Find(known => known.Model == turn).Turn.Id;

    /// <summary>The ID of a function event; null if there is none.</summary>
    public string? IdOf(ModelCallEvent? call) => call is null ? null : _calls.Find(known => known.Model == call).Call.Id;

    private void Take(Step step, ModelFlow flow)
    {
        var (conversation, opening) = Picked(_openings, step.Pick);
        switch (step.Kind)
        {
            case StepKind.Log:
                Log(conversation.Log, opening, flow.CurrentCall(opening) is { } current ? new EntryScope(current.Turn, current) : ScopeOutside(flow, opening));
                break;
            case StepKind.BeginTurn or StepKind.BeginNamedTurn:
                string name = $"{id}-{_openings.IndexOf((conversation, opening))}-{step.Pick % 3}";
                BeginTurn(conversation, opening, flow, step.Kind == StepKind.BeginNamedTurn ? name : null);
                break;
            case StepKind.BeginCall:
                BeginCall(conversation, opening, flow);
                break;
            case StepKind.LeaveHandle when _handles.Count > 0:
                var (handle, entered) = Picked(_handles, step.Pick);
                handle.Dispose();
                flow.Leave(entered);
                break;
            case StepKind.CompleteModelCall when _modelCalls.Count > 0:
                CompleteModelCall(step.Pick);
                break;
            case StepKind.Fork when _flows.Count < MostFlows:
                _flows.Add((ExecutionContext.Capture()!, flow.Fork()));
                break;
            case StepKind.Open when _openings.Count < MostOpenings:
                Open();
                break;
            case StepKind.Close:
                Close(conversation, opening);
                break;
            case >= StepKind.InterruptLate and <= StepKind.AddInputLate when _turns.Count > 0:
                var told = Picked(_turns, step.Pick);
                ReportLate(step.Kind, Picked(_openings, step.Pick / 7), told.Turn, told.Model, flow);
                break;
            default:
                RunOnTurn(step, flow);
                RunOnCall(step, flow);
                break;
        }
    }

    private void RunOnTurn(Step step, ModelFlow flow)
    {
        if (_turns.Count == 0)
        {
            return;
        }

        var (turn, model) = Picked(_turns, step.Pick);
        switch (step.Kind)
        {
            case StepKind.LogToTurn:
                Log(turn.Log, model.Opening, new EntryScope(model, Call: null, IsLate: !model.IsOpen));
                break;
            case StepKind.EnterTurn:
                _handles.Add((turn.MakeCurrent(), flow.Enter(model, call: null)));
                break;
            case StepKind.CompleteTurn:
                turn.Complete($"answer {_logged.Count}");
                model.Settle(TurnOutcome.Completed, $"answer {_logged.Count}");
                break;
            case StepKind.CancelTurn:
                turn.Cancel(CancelReason.UserLeft, $"so far {_logged.Count}");
                model.Settle(TurnOutcome.Canceled, $"so far {_logged.Count}");
                break;
            case StepKind.DisposeTurn:
                turn.Dispose();
                model.Dispose();
                break;
            case StepKind.BeginCallOfTurn:
                BeginCallOfTurn(turn, model, flow);
                break;
            case StepKind.BeginModelCall:
                bool isRecorded = MayContinue(model, flow.CurrentCall(model.Opening));
                model.Opening.Dropped += isRecorded ? 0 : 1;
                _modelCalls.Add((turn.BeginModelCall("gpt-x"), model, isRecorded));
                break;
            case >= StepKind.Interrupt and <= StepKind.AddInput:
                Tell(step.Kind, turn, model);
                break;
        }
    }

    private void RunOnCall(Step step, ModelFlow flow)
    {
        if (_calls.Count == 0)
        {
            return;
        }

        var (call, model) = Picked(_calls, step.Pick);
        switch (step.Kind)
        {
            case StepKind.LogToCall:
                Log(call.Log, model.Opening, model.IsOpen ? new EntryScope(model.Turn, model) : new EntryScope(model.Turn, Call: null, IsLate: true));
                break;
            case StepKind.EnterCall:
                var turn = model.Turn is { } its ? flow.Enter(its, call: null) : null;
                var entered = flow.Enter(turn: null, model);
                _handles.Add((new Both(call.MakeCurrent(), () => turn?.Leave()), entered));
                break;
            case StepKind.CompleteCall:
                call.Complete(1);
                model.Settle(FunctionOutcome.Completed);
                break;
            case StepKind.CancelCall:
                call.Cancel(CancelReason.UserLeft);
                model.Settle(FunctionOutcome.Canceled);
                break;
            case StepKind.DisposeCall:
                call.Dispose();
                if (model is { IsOpen: true, Own: { } own })
                {
                    flow.Leave(own);
                }

                if (model.IsOpen)
                {
                    model.Settle(FunctionOutcome.Completed);
                    model.IsOpen = false;
                }

                break;
        }
    }

    private void Log(ConversationLogger log, ModelOpening opening, EntryScope place)
    {
        string content = $"entry {_logged.Count}";
        log.Info(content);
        bool isKept = !opening.HasEnded || place.Call is { IsOpen: true } || (place.Call is null && place.Turn is { IsOpen: true });
        opening.Dropped += isKept ? 0 : 1;
        _logged.Add((content, isKept ? place : null));
    }

    private static EntryScope ScopeOutside(ModelFlow flow, ModelOpening opening)
        => flow.OpenTurn(opening) is { } turn ? new EntryScope(turn, Call: null)
            : opening is { HasEnded: false, Turns: [.., var last] } ? new EntryScope(last, Call: null, IsLate: true)
            : new EntryScope(Turn: null, Call: null);

    private void BeginTurn(Conversation conversation, ModelOpening opening, ModelFlow flow, string? name)
    {
        string input = $"input {_turns.Count}";
        var known = name is null || opening.HasEnded
            ? default : _turns.Find(turn => turn.Model.IsRecorded && string.Equals(turn.Model.Name, name, StringComparison.Ordinal));
        var turn = conversation.BeginTurn(new TurnInfo { Id = name, Input = input });
        if (known.Turn is not null)
        {
            turn.Should().BeSameAs(known.Turn);
            flow.Enter(known.Model, call: null);
            return;
        }

        var model = new ModelTurn(opening, input, name);
        _turns.Add((turn, model));
        if (opening.HasEnded)
        {
            model.Abandon();
            opening.Dropped++;
            return;
        }

        opening.Turns.Add(model);
        flow.Enter(model, call: null);
    }

    private void BeginCall(Conversation conversation, ModelOpening opening, ModelFlow flow)
    {
        var parent = flow.CurrentCall(opening);
        bool isRecorded = !opening.HasEnded || parent is not null;
        opening.Dropped += isRecorded ? 0 : 1;
        var model = new ModelCallEvent(opening, parent?.Turn ?? flow.OpenTurn(opening), parent, isRecorded);
        _calls.Add((conversation.BeginFunction("f"), model));
        model.Own = isRecorded ? flow.Enter(turn: null, model) : null;
    }

    private void BeginCallOfTurn(Turn turn, ModelTurn model, ModelFlow flow)
    {
        var current = flow.CurrentCall(model.Opening);
        bool isRecorded = MayContinue(model, current);
        model.Opening.Dropped += isRecorded ? 0 : 1;
        _calls.Add((turn.BeginFunction("g"), new ModelCallEvent(model.Opening, model, current?.Turn == model ? current : null, isRecorded)));
    }

    // After the end of the conversation, turns and events that were open then continue.
    private static bool MayContinue(ModelTurn turn, ModelCallEvent? current) => !turn.Opening.HasEnded || turn.IsOpen || current?.Turn == turn;

    private void CompleteModelCall(int pick)
    {
        var (call, turn, isRecorded) = Picked(_modelCalls, pick);
        _modelCalls.Remove((call, turn, isRecorded));
        call.Complete(ModelMessage.Assistant("words"), new ModelUsage("gpt-x", inputTokens: 1, outputTokens: 0));
        turn.Tokens += isRecorded ? 1 : 0;
        turn.Opening.Dropped += isRecorded ? 0 : 1;
    }

    private void Tell(StepKind kind, Turn turn, ModelTurn model)
    {
        string text = $"told {clock.GetUtcNow():O}";
        bool isKept = model.IsOpen || !model.Opening.HasEnded;
        model.Opening.Dropped += isKept ? 0 : 1;
        switch (kind)
        {
            case StepKind.Interrupt:
                turn.Interrupt(text);
                model.OwnHeard = isKept ? text : model.OwnHeard;
                break;
            case StepKind.SetInput:
                turn.SetInput(text);
                model.OwnInput = isKept ? text : model.OwnInput;
                break;
            case StepKind.AddInput:
                turn.AddInput(text);
                model.OwnInput = isKept ? $"{model.OwnInput}\n{text}" : model.OwnInput;
                break;
        }
    }

    // Through any opening: the turn's own opening changes it directly while it still knows the turn; another opening sends the change to the store.
    private void ReportLate(StepKind kind, (Conversation Conversation, ModelOpening Model) by, Turn turn, ModelTurn model, ModelFlow flow)
    {
        string text = $"told {clock.GetUtcNow():O}";
        var reference = by.Conversation.Turn(turn.Id);
        var target = model.IsRecorded
            ? model : _turns.Find(other => other.Model.IsRecorded && string.Equals(other.Turn.Id, turn.Id, StringComparison.Ordinal)).Model;
        bool isOwn = target is not null && target.Opening == by.Model
            && (target.IsOpen || (!by.Model.HasEnded && (target.Name is not null || by.Model.Turns[^1] == target)));
        bool isKept = isOwn || !by.Model.HasEnded || flow.CurrentCall(by.Model) is not null;
        by.Model.Dropped += isKept ? 0 : 1;
        if (isOwn)
        {
            ReportOwn(kind, reference, target!, text);
            return;
        }

        target = isKept ? target : null;
        switch (kind)
        {
            case StepKind.InterruptLate:
                reference.Interrupt(text);
                target?.SetLateHeard(text);
                break;
            case StepKind.SetInputLate:
                reference.SetInput(text);
                target?.InputLate(_ => text);
                break;
            default:
                reference.AddInput(text);
                target?.InputLate(before => $"{before}\n{text}");
                break;
        }

        Refused += isKept && target is null ? 1 : 0;
    }

    private static void ReportOwn(StepKind kind, TurnReference reference, ModelTurn target, string text)
    {
        switch (kind)
        {
            case StepKind.InterruptLate:
                reference.Interrupt(text);
                target.OwnHeard = text;
                break;
            case StepKind.SetInputLate:
                reference.SetInput(text);
                target.OwnInput = text;
                break;
            default:
                reference.AddInput(text);
                target.OwnInput = $"{target.OwnInput}\n{text}";
                break;
        }
    }

    private void Open() => _openings.Add((new Conversation(new ConversationInfo(id), sink, _options), new ModelOpening()));

    private void Close(Conversation conversation, ModelOpening model)
    {
        conversation.Dispose();
        model.Close(_calls.Select(static call => call.Model));
    }

    private static T Picked<T>(List<T> all, int pick) => all[pick % all.Count];

    private sealed class Both(IDisposable first, Action second) : IDisposable
    {
        public void Dispose()
        {
            first.Dispose();
            second();
        }
    }
}
