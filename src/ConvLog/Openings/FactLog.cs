using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Openings;

/// <summary>
/// Logs state changes, metrics and hand-offs in the current function event or turn of an opening. Safe to use from any thread; never throws.
/// </summary>
/// <param name="runtime">The opening.</param>
/// <param name="opening">Its record, which contains the last hand-off.</param>
internal sealed class FactLog(SinkRuntime runtime, ConversationOpening opening)
{
    // The last change of each variable in this opening.
    private readonly Dictionary<string, StateChangeKind> _variables = new(StringComparer.Ordinal);

    public void SetState(string? key, object? value) => runtime.Guarded(() =>
    {
        var variable = runtime.Capture.Value(runtime.Capture.Name(key), value);
        var before = ReplaceLastChange(variable.Key, StateChangeKind.Updated);
        var kind = before is null or StateChangeKind.Removed ? StateChangeKind.Added : StateChangeKind.Updated;
        Write(new StateChange { Kind = kind, Variable = variable, Timestamp = runtime.Time.GetUtcNow() }, isOfThisOpening: true);
    });

    public void RemoveState(string? key) => runtime.Guarded(() =>
    {
        string name = runtime.Capture.Name(key);
        var before = ReplaceLastChange(name, StateChangeKind.Removed);

        // The variable may have been set by another opening, so the change is written for readers.
        if (before is not StateChangeKind.Removed)
        {
            Write(new StateChange { Kind = StateChangeKind.Removed, Variable = (name, (string?)null), Timestamp = runtime.Time.GetUtcNow() },
                isOfThisOpening: before is not null);
        }
    });

    public void WriteMetric(string? name, object? value, bool writeOnce) => runtime.Guarded(() =>
    {
        var (turn, call) = TurnAndCall;
        if (runtime.Capture.Metric(name, value) is not { } metric)
        {
            return;
        }

        runtime.Sink.Record(new MetricRecord
        {
            ConversationId = runtime.Writer.ConversationId,
            WriterId = runtime.Writer.Id,
            Sequence = runtime.Writer.LastSequence,
            Id = runtime.Writer.NewId(),
            TurnId = turn?.Id,
            FunctionEventId = call?.Id,
            Timestamp = runtime.Time.GetUtcNow(),
            Metric = metric,
            WriteOnce = writeOnce,
        });
    });

    public void HandOff(string? destination, string? reason, string? person) => runtime.Guarded(() =>
    {
        string to = runtime.Capture.KeepsText ? runtime.Capture.Name(destination) : MaskedText.NotRecorded;
        opening.HandOff(new Handoff(to, runtime.Capture.FreeText(reason), runtime.CurrentFunction?.Id));
        var (turn, call) = TurnAndCall;
        runtime.Sink.Record(HandoffOf(HandoffKind.Off, turn, call, to, reason) with { Person = runtime.Capture.FreeText(person) });
    });

    public void HandBack(string? reason) => runtime.Guarded(() =>
    {
        var (turn, call) = TurnAndCall;
        runtime.Sink.Record(HandoffOf(HandoffKind.Back, turn, call, destination: "", reason));
    });

    /// <inheritdoc cref="ConversationRuntime.HandOver"/>
    public void HandOver(Turn turn, string? from, string? to, string? reason, string? explanation) => runtime.Guarded(
        () =>
        {
            if (!turn.TryCountHandOver())
            {
                runtime.Drop(turn.Buffer, LossReason.EntryLimit, isPii: false, cause: null);
                return;
            }

            runtime.Sink.Record(HandoffOf(HandoffKind.Agent, turn, runtime.FunctionIn(turn), runtime.Capture.Name(to), reason) with
            {
                FromAgent = runtime.Capture.Name(from),
                Explanation = runtime.Capture.FreeText(explanation),
            });
        },
        within: turn);

    private (Turn? Turn, FunctionEvent? Call) TurnAndCall
        => runtime.OpenScope.Owner switch
        {
            FunctionEvent call => (call.Turn, call),
            Turn turn => (turn, null),
            _ => (null, null),
        };

    // Returns the change before; null if there is none.
    private StateChangeKind? ReplaceLastChange(string name, StateChangeKind kind)
    {
        lock (_variables)
        {
            StateChangeKind? before = _variables.TryGetValue(name, out var last) ? last : null;
            _variables[name] = kind;
            return before;
        }
    }

    private void Write(StateChange change, bool isOfThisOpening)
    {
        var (turn, call) = TurnAndCall;
        if (isOfThisOpening)
        {
            call?.Add(change);
        }

        runtime.Sink.Record(new StateChangeRecord
        {
            ConversationId = runtime.Writer.ConversationId,
            WriterId = runtime.Writer.Id,
            Sequence = runtime.Writer.LastSequence,
            Id = runtime.Writer.NewId(),
            TurnId = turn?.Id,
            FunctionEventId = call?.Id,
            Timestamp = change.Timestamp,
            Kind = change.Kind,
            Variable = change.Variable,
        });
    }

    private HandoffRecord HandoffOf(HandoffKind kind, Turn? turn, FunctionEvent? call, string destination, string? reason) => new()
    {
        ConversationId = runtime.Writer.ConversationId,
        WriterId = runtime.Writer.Id,
        Sequence = runtime.Writer.LastSequence,
        Id = runtime.Writer.NewId(),
        TurnId = turn?.Id,
        FunctionEventId = call?.Id,
        Timestamp = runtime.Time.GetUtcNow(),
        Kind = kind,
        Destination = destination,
        Reason = runtime.Capture.FreeText(reason),
    };
}
