using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// The parts of a conversation that its turns and function events need: its clock, limits, current scopes, and methods to publish what happens. The
/// conversation implements the publishing, which never throws.
/// </summary>
internal abstract partial class ConversationRuntime
{
    private const string LateMark = "after";

    // Per conversation, so that events of two conversations in one flow never mix.
    private readonly AsyncLocal<AmbientCall?> _ambient = new();
    private volatile bool _hasEnded;
    private long _dropped;

    protected ConversationRuntime(EntryWriter writer, EntryCapture capture, TimeProvider time)
    {
        Writer = writer;
        Capture = capture;
        Time = new MonotonicTime(time);
        OwnEntries = new ConversationEntries(writer, capture.Limits.EntriesPerScope);
    }

    public EntryWriter Writer { get; }

    public EntryCapture Capture { get; }

    /// <summary>The conversation's clock, which never goes backward.</summary>
    public MonotonicTime Time { get; }

    /// <summary>The conversation's own entries, logged outside any turn.</summary>
    public ConversationEntries OwnEntries { get; }

    /// <summary>The buffer that receives the conversation's own new entries.</summary>
    public EntryBuffer Own => OwnEntries.Current;

    /// <summary>The number of entries dropped before they reached a sink, in all scopes of the conversation.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The event that this async flow entered last and has not left. If it has ended on another flow, it is not current any more.</summary>
    public AmbientCall? Ambient
    {
        get => _ambient.Value;
        set => _ambient.Value = value;
    }

    public bool HasEnded => _hasEnded;

    /// <summary>How much is recorded.</summary>
    public Recording Recording { get; protected init; }

    /// <summary>Whether all user input and agent responses are personal, rather than only masked parts.</summary>
    public bool UtterancesArePersonal { get; protected init; }

    /// <summary>The open turn that this flow began or entered last; null if there is none.</summary>
    public abstract Turn? FlowTurn { get; }

    /// <summary>The open turn for entries outside of function events: the flow's, otherwise the newest; null if no turn is open.</summary>
    public abstract Turn? OpenTurn { get; }

    /// <summary>The newest turn, open or ended; null before the first and after the conversation's end.</summary>
    public abstract Turn? LatestTurn { get; }

    /// <summary>The innermost event open in this flow.</summary>
    public FunctionEvent? CurrentFunction => AmbientCall.OpenFrom(Ambient)?.Open;

    /// <summary>The turn of that event, otherwise the open one.</summary>
    public Turn? CurrentTurn => CurrentFunction?.Turn ?? OpenTurn;

    /// <summary>The buffer for an entry logged now in this flow that must not follow a turn's end.</summary>
    public EntryBuffer OpenScope => OpenBuffer ?? Own;

    /// <summary>
    /// The buffer for an entry logged now in this flow, with the ID of the ended scope that it follows: the turn, or outside any turn the flow's function
    /// event.
    /// </summary>
    public (EntryBuffer Buffer, string? After) EntryTarget
        => OpenBuffer is { } open ? (open, null) : LatestTurn is { } last ? (last.Buffer, last.Id) : (Own, Ambient?.EndedId);

    private EntryBuffer? OpenBuffer => CurrentFunction?.Buffer ?? OpenTurn?.Buffer;

    public EntryBuffer NewBuffer(object owner) => new(Writer, owner, Capture.Limits.EntriesPerScope);

    public abstract void Publish(LogEntry entry);

    public abstract void Publish(ApiResponseEntry response);

    /// <summary>Publishes a turn that has ended.</summary>
    public abstract void TurnEnded(Turn turn);

    /// <summary>Publishes a turn that changed after its end.</summary>
    public abstract void TurnRevised(Turn turn);

    /// <summary>Records that a turn begins to wait.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="isPublished">Whether the wait is published.</param>
    public abstract void TurnWaits(Turn turn, bool isPublished);

    /// <summary>Records that a turn's wait has ended.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="isPublished">Whether the end is published.</param>
    public abstract void TurnContinues(Turn turn, bool isPublished);

    /// <summary>Begins a function event and publishes it.</summary>
    /// <param name="turn">The turn it belongs to; null for the current one.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The ID by which the model refers to this call.</param>
    /// <param name="arguments">The function's arguments.</param>
    /// <param name="entersFlow">Whether it becomes the current one of this flow.</param>
    public abstract FunctionEvent BeginFunction(Turn? turn, string? name, string? callId, object? arguments, bool entersFlow);

    /// <summary>Makes the conversation, or one of its turns, current in this flow until the result is disposed.</summary>
    public abstract IDisposable MakeCurrent(Turn? turn);

    /// <summary>Begins a model call, made <paramref name="ago"/>, and publishes it.</summary>
    public abstract ModelCall BeginModelCall(
        Turn turn, string? model, string? provider, ModelParameters? parameters, TimeSpan ago, IModelRequest? request = null, ModelCallKind kind = default);

    /// <summary>Publishes a model call that has ended.</summary>
    public abstract void ModelCallEnded(ModelCall call);

    /// <summary>Scores something.</summary>
    public abstract void Score(
        in ScoreTarget target, string? name, ScoreValue value, ScoreSource source, string? comment, string? scorer, string? scorerVersion);

    /// <summary>Adds a label to a turn or the conversation, or removes it.</summary>
    public abstract void Label(Turn? turn, string? label, string? author, bool isRemoved);

    /// <summary>Records that one agent hands a turn over to another.</summary>
    public abstract void HandOver(Turn turn, string? from, string? to, string? reason, string? explanation);

    /// <summary>Publishes a change of a function event that is still open.</summary>
    public abstract void FunctionRevised(FunctionEvent call);

    /// <summary>Publishes a function event that has ended.</summary>
    public abstract void FunctionEnded(FunctionEvent call);

    /// <summary>Called for log calls in a conversation that is not recorded.</summary>
    protected abstract void NotRecorded();

    /// <summary>Called after each of the conversation's own entries, to flush them if many are unflushed.</summary>
    protected abstract void OwnEntryAdded();

    /// <summary>Reports to the host, once per cause, that an entry was dropped.</summary>
    public abstract void ReportDrop(LossReason reason, Exception? cause);

    /// <summary>Ends recording: later entries are only counted.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Enters an event in this flow and those started from it.</summary>
    public AmbientCall Enter(FunctionEvent call) => Ambient = new AmbientCall(call, Ambient);

    /// <summary>
    /// Leaves an event in every flow. In this flow it also leaves all events entered inside it, so that one that was never left does not receive later entries.
    /// </summary>
    public void Exit(AmbientCall call)
    {
        bool isOpen = call.Open is not null;
        call.End();
        for (var entered = isOpen ? Ambient : null; entered is not null; entered = entered.Parent)
        {
            if (ReferenceEquals(entered, call))
            {
                Ambient = call.Parent;
                return;
            }
        }
    }

    /// <summary>Creates an entry and publishes it. Never throws: on failure, the entry is dropped and counted.</summary>
    /// <param name="scope">The event, turn or conversation it belongs to.</param>
    /// <param name="level">The level.</param>
    /// <param name="message">The message as given.</param>
    /// <param name="fields">The fields, owned by the callee; null if there are none.</param>
    /// <param name="isPii">Whether the caller marked the entry as personal.</param>
    /// <param name="exception">The exception; null if there is none.</param>
    /// <param name="after">The ID of the ended event or turn that a late entry was logged to; null if it is not late.</param>
    /// <param name="loggedAt">The time when it was logged, in UTC ticks; 0 for now.</param>
    public void Write(
        EntryBuffer scope, EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception, string? after, long loggedAt = 0)
    {
        if (Recording == Recording.Off)
        {
            NotRecorded();
            return;
        }

        EntrySlots? reserved = null;
        try
        {
            if (Capture.KeepsText && (exception is not null || after is not null))
            {
                fields = WithCircumstances(fields, exception, after);
            }

            if (_hasEnded && !IsOpen(scope))
            {
                Drop(scope, LossReason.ConversationEnded, isPii, cause: null);
                return;
            }

            CaptureLosses losses = default;
            string content = Capture.Content(message, ref losses.Visible);
            fields = Capture.Fields(fields, content.Length, ref isPii, ref losses);
            if (!Capture.KeepsText && (exception is not null || after is not null))
            {
                fields = WithCircumstances(exception is null ? null : [(ExceptionFields.Key, exception.GetType().FullName)], exception: null, after);
            }

            long utcTicks = loggedAt > 0 ? loggedAt : Time.GetUtcNow().UtcTicks;
            reserved = Reserve(ref scope, level, isPii, isLate: after is not null, out int slot);
            if (reserved is null)
            {
                Drop(scope, LossReason.EntryLimit, isPii, cause: null);
                return;
            }

            if (!losses.IsEmpty)
            {
                scope.Ledger.LoseAll(losses.Visible, isPii);
                scope.Ledger.LoseAll(losses.Personal, isPii: true);
            }

            var entry = new LogEntry(scope, level, content, fields, isPii, utcTicks, Writer.NextSequence());
            reserved.Fill(slot, entry);
            reserved = null;
            Publish(entry);
            if (ReferenceEquals(scope.Owner, Writer))
            {
                OwnEntryAdded();
            }
        }
        catch (Exception e)
        {
            // A function must never fail because of its log, so the failure is only counted, and reported through ILogger.
            reserved?.Release();
            Drop(scope, LossReason.CaptureFailed, isPii, e);
        }
    }

    private EntrySlots? Reserve(ref EntryBuffer scope, EntryLevel level, bool isPii, bool isLate, out int slot)
    {
        var reserved = scope.Reserve(level, isPii, out slot);
        if (reserved is null && scope != Own && (isLate || ReferenceEquals(scope.Owner, Writer)))
        {
            // The buffer was flushed and replaced since the caller got it, or a turn is full of entries that followed its end.
            scope = Own;
            reserved = scope.Reserve(level, isPii, out slot);
        }

        return reserved;
    }

    // Work that was open at the conversation's end may still log.
    private static bool IsOpen(EntryBuffer scope) => scope.Owner is FunctionEvent { IsOpen: true } or Turn { IsOpen: true };

    private static LogField[] WithCircumstances(LogField[]? fields, Exception? exception, string? after)
        => Marked(ExceptionFields.Prepend(exception, fields), after)!;

    /// <summary>The fields of a late entry, with its mark.</summary>
    public static LogField[]? Marked(LogField[]? fields, string? after)
    {
        // First, so that the limit of fields does not cut it off; it replaces a field of the caller with the same key.
        return after is null
            ? fields : [(LateMark, after), .. Array.FindAll(fields ?? [], static field => !string.Equals(field.Key, LateMark, StringComparison.Ordinal))];
    }

    /// <summary>Counts and reports something logged too late to be recorded: after the end, or because it was open for too long.</summary>
    public void DropLate()
    {
        if (Recording != Recording.Off)
        {
            Drop(Own, LossReason.ConversationEnded, isPii: true, cause: null);
        }
    }

    /// <summary>Counts a dropped entry, and reports it. Never throws, because its callers do not catch exceptions.</summary>
    public void Drop(EntryBuffer scope, LossReason reason, bool isPii, Exception? cause)
    {
        Interlocked.Increment(ref _dropped);
        try
        {
            scope.Ledger.Lose(reason, isPii);
            ReportDrop(reason, cause);
        }
        catch (OutOfMemoryException)
        {
            // Counted above; there is not enough memory for a report.
        }
    }
}
