using ConvLog.Entries;
using ConvLog.Functions;
using ConvLog.Records;

namespace ConvLog.Openings;

/// <content>Records of the conversation other than entries. None of them throws an exception into the function.</content>
internal sealed partial class SinkRuntime
{
    // The last change of each variable in this opening.
    private readonly Dictionary<string, StateChangeKind> _state = new(StringComparer.Ordinal);
    private int _openingRevision;
    private DateTimeOffset? _closedAt;
    private DateTimeOffset _lastMoment;

    /// <summary>The log of API responses.</summary>
    public ResponseLog Responses { get; }

    public void SetState(string? key, object? value) => Guarded(() =>
    {
        var variable = Capture.Value(Capture.Name(key), value);
        var before = Change(variable.Key, isSet: true);
        var kind = before is null or StateChangeKind.Removed ? StateChangeKind.Added : StateChangeKind.Updated;
        Changed(new StateChange { Kind = kind, Variable = variable, Timestamp = Time.GetUtcNow() }, isOfThisOpening: true);
    });

    public void RemoveState(string? key) => Guarded(() =>
    {
        string name = Capture.Name(key);
        var before = Change(name, isSet: false);

        // The variable may have been set by another opening, so the change is written for readers.
        if (before is not StateChangeKind.Removed)
        {
            Changed(new StateChange { Kind = StateChangeKind.Removed, Variable = (name, (string?)null), Timestamp = Time.GetUtcNow() },
                isOfThisOpening: before is not null);
        }
    });

    public void WriteMetric(string? name, object? value, bool writeOnce) => Guarded(() =>
    {
        var (turn, call) = TurnAndCallOf(OpenScope);
        if (Capture.Metric(name, value) is not { } metric)
        {
            return;
        }

        Sink.Record(new MetricRecord
        {
            ConversationId = Writer.ConversationId,
            WriterId = Writer.Id,
            Sequence = Writer.LastSequence,
            Id = Writer.NewId(),
            TurnId = turn?.Id,
            FunctionEventId = call?.Id,
            Timestamp = Time.GetUtcNow(),
            Metric = metric,
            WriteOnce = writeOnce,
        });
    });

    public void Annotate(string? improvedAnswer, string? author, Turn? turn, TurnChoice? choice = null) => Guarded(() =>
    {
        if (!Capture.KeepsText)
        {
            return;
        }

        (string id, var chosen) = Find(turn, choice);
        Sink.Record(new AnnotationRecord
        {
            ConversationId = Writer.ConversationId,
            GivenBy = Writer.Id,
            Id = Writer.NewId(),
            TurnId = id,
            Choice = chosen,
            ImprovedAnswer = Capture.Text(improvedAnswer).Text,
            Author = Capture.OptionalText(author),
            CreatedAt = NextMoment(),
        });
    });

    // For turns of this opening the ID is known; whether any other turn exists, only the store knows.
    private (string Id, TurnChoice? Choice) Find(Turn? turn, TurnChoice? choice)
    {
        if (choice is null)
        {
            turn ??= _latestTurn;
            if (turn?.IsOf(this) == true)
            {
                return (turn.Id, null);
            }

            // A host's IDs are unique only within one conversation, so a turn of another conversation is never one of this, whatever its ID.
            bool isOfAnother = turn is not null && !string.Equals(turn.ConversationId, Writer.ConversationId, StringComparison.Ordinal);
            choice = turn is null ? TurnChoice.Latest : new TurnChoice(isOfAnother ? "" : turn.Id);
        }

        return (choice.Id ?? "", choice);
    }

    public void AddNote(string? text, string? author) => Guarded(() =>
    {
        if (Capture.KeepsText)
        {
            Sink.Record(new NoteRecord
            {
                ConversationId = Writer.ConversationId,
                GivenBy = Writer.Id,
                Id = Writer.NewId(),
                Text = Capture.Text(text).Text,
                Author = Capture.OptionalText(author),
                CreatedAt = NextMoment(),
            });
        }
    });

    private ConversationRecord OpeningOf(ConversationInfo info) => new()
    {
        ConversationId = info.Id,
        WriterId = Writer.Id,
        AgentId = Capture.Name(info.AgentId),
        AccountId = Capture.OptionalText(info.AccountId),
        ProjectId = Capture.OptionalText(info.ProjectId),
        Environment = info.Environment,
        Channel = Capture.OptionalText(info.Channel),
        UserId = Capture.FreeText(info.UserId),
        FromNumber = Capture.FreeText(info.FromNumber),
        ToNumber = Capture.FreeText(info.ToNumber),
        Direction = info.Direction,
        VariantId = Capture.OptionalText(info.VariantId),
        Language = Capture.OptionalText(info.Language),
        Attributes = Capture.Arguments(info.Attributes),
        OpenedAt = Time.GetUtcNow(),
        Recording = Recording,
    };

    // Ratings and the like are ordered by time: of two in the same clock tick, the second would be ignored.
    private DateTimeOffset NextMoment()
    {
        lock (_lock)
        {
            var now = Time.GetUtcNow();
            return _lastMoment = now > _lastMoment ? now : _lastMoment.AddTicks(1);
        }
    }

    // The variable's last change before this one; null if there is none.
    private StateChangeKind? Change(string name, bool isSet)
    {
        lock (_lock)
        {
            StateChangeKind? before = _state.TryGetValue(name, out var kind) ? kind : null;
            _state[name] = isSet ? StateChangeKind.Updated : StateChangeKind.Removed;
            return before;
        }
    }

    private void Changed(StateChange change, bool isOfThisOpening)
    {
        var (turn, call) = TurnAndCallOf(OpenScope);
        if (isOfThisOpening)
        {
            call?.Add(change);
        }

        Sink.Record(new StateChangeRecord
        {
            ConversationId = Writer.ConversationId,
            WriterId = Writer.Id,
            Sequence = Writer.LastSequence,
            Id = Writer.NewId(),
            TurnId = turn?.Id,
            FunctionEventId = call?.Id,
            Timestamp = change.Timestamp,
            Kind = change.Kind,
            Variable = change.Variable,
        });
    }

    private static (Turn? Turn, FunctionEvent? Call) TurnAndCallOf(EntryBuffer scope)
        => scope.Owner is FunctionEvent call ? (call.Turn, call) : (scope.Owner as Turn, null);

    // Work continues in a turn that is open at the conversation's end. Records that arrive later, or for which memory is lacking, are counted as lost.
    public void Guarded(Action write, Turn? within = null)
    {
        if (Recording == Recording.Off)
        {
            NotRecorded();
            return;
        }

        try
        {
            if (!HasEnded || MayContinue(CurrentFunction, within))
            {
                write();
                return;
            }

            DropLate();
        }
        catch (Exception e)
        {
            Drop(Own, LossReason.CaptureFailed, isPii: true, e);
        }
    }
}
