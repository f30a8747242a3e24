using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary>
/// What turns and function events need of the conversation they are in: its clock, limits, current scopes, and a way to publish what happens.
/// The conversation supplies the publishing, which never throws.
/// </summary>
internal abstract partial class ConversationRuntime
{
    private const string LateMark = "after";

    // Per conversation: events of two conversations in one flow never mix.
    private readonly AsyncLocal<AmbientCall?> _ambient = new();
    private volatile bool _hasEnded;
    private long _dropped;

    protected ConversationRuntime(EntryWriter writer, EntryCapture capture, TimeProvider time)
    {
        Writer = writer;
        Capture = capture;
        Time = new ForwardTime(time);
        OwnEntries = new ConversationEntries(writer, capture.Limits.EntriesPerScope);
    }

    public EntryWriter Writer { get; }

    public EntryCapture Capture { get; }

    /// <summary>The conversation's clock, whose times never go back.</summary>
    public TimeProvider Time { get; }

    /// <summary>The conversation's own entries, logged outside any turn.</summary>
    public ConversationEntries OwnEntries { get; }

    /// <summary>Where the conversation's own entries go now.</summary>
    public EntryBuffer Own => OwnEntries.Current;

    /// <summary>How many entries were dropped before they reached a sink, in all scopes of the conversation.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>The event that this async flow entered last and has not left; it may have ended on another flow, and is then current nowhere.</summary>
    public AmbientCall? Ambient
    {
        get => _ambient.Value;
        set => _ambient.Value = value;
    }

    public bool HasEnded => _hasEnded;

    /// <summary>How much is recorded.</summary>
    public Recording Recording { get; protected init; }

    /// <summary>Whether all that is said is personal, and not only what is masked.</summary>
    public bool UtterancesArePersonal { get; protected init; }

    /// <summary>The open turn that this flow began or entered last; null for none.</summary>
    public abstract Turn? FlowTurn { get; }

    /// <summary>The open turn that something belongs to outside of function events: the flow's, else the newest; null where none is open.</summary>
    public abstract Turn? OpenTurn { get; }

    /// <summary>The newest turn, open or ended; null before the first and after the conversation's end.</summary>
    public abstract Turn? LatestTurn { get; }

    /// <summary>The innermost event open in this flow.</summary>
    public FunctionEvent? CurrentFunction => AmbientCall.OpenFrom(Ambient)?.Open;

    /// <summary>The turn of that event, else the open one.</summary>
    public Turn? CurrentTurn => CurrentFunction?.Turn ?? OpenTurn;

    /// <summary>Where something logged now, in this flow, belongs that cannot come after a turn's end.</summary>
    public EntryBuffer OpenScope => OpenBuffer ?? Own;

    /// <summary>
    /// Where something logged now, in this flow, belongs; with the id of what it comes after: the turn, if that has ended, or outside any the flow's function.
    /// </summary>
    public (EntryBuffer Buffer, string? After) Place
        => OpenBuffer is { } open ? (open, null) : LatestTurn is { } last ? (last.Buffer, last.Id) : (Own, Ambient?.EndedId);

    private EntryBuffer? OpenBuffer => CurrentFunction?.Buffer ?? OpenTurn?.Buffer;

    public EntryBuffer NewBuffer(object owner) => new(Writer, owner, Capture.Limits.EntriesPerScope);

    public abstract void Publish(LogEntry entry);

    public abstract void Publish(ApiResponseEntry response);

    /// <summary>Publishes a turn that has ended.</summary>
    public abstract void TurnEnded(Turn turn);

    /// <summary>Publishes a turn that changed after its end.</summary>
    public abstract void TurnRevised(Turn turn);

    /// <summary>Takes that a turn waits from now on.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="isTold">Whether that is published.</param>
    public abstract void TurnWaits(Turn turn, bool isTold);

    /// <summary>Takes that the wait of a turn has ended.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="isTold">Whether that is published.</param>
    public abstract void TurnContinues(Turn turn, bool isTold);

    /// <summary>Begins a function event and publishes it.</summary>
    /// <param name="turn">The turn it belongs to; null for the one that is current.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="callId">The id by which the model refers to this call.</param>
    /// <param name="arguments">What it is called with.</param>
    /// <param name="entersFlow">Whether it is current in this flow from here on.</param>
    public abstract FunctionEvent BeginFunction(Turn? turn, string? name, string? callId, object? arguments, bool entersFlow);

    /// <summary>Makes the conversation current in this flow, or one of its turns, until the result is disposed.</summary>
    public abstract IDisposable MakeCurrent(Turn? turn);

    /// <summary>Begins a model call, made <paramref name="ago"/>, and publishes it.</summary>
    public abstract ModelCall BeginModelCall(
        Turn turn, string? model, string? provider, ModelParameters? parameters, TimeSpan ago, IModelRequest? request = null, ModelCallKind kind = default);

    /// <summary>Publishes a model call that has ended.</summary>
    public abstract void ModelCallEnded(ModelCall call);

    /// <summary>Scores something.</summary>
    public abstract void Score(
        in ScoreTarget target, string? name, ScoreValue value, ScoreSource source, string? comment, string? scorer, string? scorerVersion);

    /// <summary>Puts a label on a turn, or on the conversation, or removes it.</summary>
    public abstract void Label(Turn? turn, string? label, string? author, bool isRemoved);

    /// <summary>Says that one agent hands a turn over to another.</summary>
    public abstract void HandOver(Turn turn, string? from, string? to, string? reason, string? explanation);

    /// <summary>Publishes a change of a function event that is still open.</summary>
    public abstract void FunctionRevised(FunctionEvent call);

    /// <summary>Publishes a function event that has ended.</summary>
    public abstract void FunctionEnded(FunctionEvent call);

    /// <summary>Called for what is logged in a conversation of which nothing is recorded.</summary>
    protected abstract void NotRecorded();

    /// <summary>Called after each of the conversation's own entries: has them flushed where many are not.</summary>
    protected abstract void OwnEntryAdded();

    /// <summary>Tells the host, once per cause, that an entry was dropped.</summary>
    public abstract void ReportDrop(LossReason reason, Exception? cause);

    /// <summary>From here on nothing is kept: what comes late is counted.</summary>
    public void End() => _hasEnded = true;

    /// <summary>Enters an event, in this flow and those that are started from here on.</summary>
    public AmbientCall Enter(FunctionEvent call) => Ambient = new AmbientCall(call, Ambient);

    /// <summary>
    /// Leaves an event in every flow. In this one also whatever was entered inside it and not left, so that a forgotten one cannot swallow what follows.
    /// </summary>
    public void Leave(AmbientCall call)
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

    /// <summary>Makes an entry and publishes it. Never throws: what goes wrong drops the entry and counts it.</summary>
    /// <param name="scope">The event, turn or conversation it belongs to.</param>
    /// <param name="level">Its level.</param>
    /// <param name="message">The message as given.</param>
    /// <param name="fields">The fields, owned; null for none.</param>
    /// <param name="isPii">Whether the caller said that it is personal.</param>
    /// <param name="exception">What failed, or null.</param>
    /// <param name="after">The id of the ended event or turn that a late entry was meant for, or null.</param>
    /// <param name="loggedAt">When it was logged, in UTC ticks; 0 for now.</param>
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
            // The stance of the whole library: a function never pays for its log. Counted, and told through ILogger.
            reserved?.GiveUp();
            Drop(scope, LossReason.CaptureFailed, isPii, e);
        }
    }

    private EntrySlots? Reserve(ref EntryBuffer scope, EntryLevel level, bool isPii, bool isLate, out int slot)
    {
        var reserved = scope.Reserve(level, isPii, out slot);
        if (reserved is null && scope != Own && (isLate || ReferenceEquals(scope.Owner, Writer)))
        {
            // It was flushed, and a new one begun, since the caller got it; or a turn is full of entries that came after its end.
            scope = Own;
            reserved = scope.Reserve(level, isPii, out slot);
        }

        return reserved;
    }

    // Work that was open at the end may still log.
    private static bool IsOpen(EntryBuffer scope) => scope.Owner is FunctionEvent { IsOpen: true } or Turn { IsOpen: true };

    private static LogField[] WithCircumstances(LogField[]? fields, Exception? exception, string? after)
        => Marked(ExceptionFields.Prepend(exception, fields), after)!;

    /// <summary>The fields of something that comes late, marked.</summary>
    protected static LogField[]? Marked(LogField[]? fields, string? after)
    {
        // First, where no limit of fields cuts it off; a field of the caller's under this key gives way.
        return after is null
            ? fields : [(LateMark, after), .. Array.FindAll(fields ?? [], static field => !string.Equals(field.Key, LateMark, StringComparison.Ordinal))];
    }

    /// <summary>Counts what comes too late to be recorded, and reports it: after the end, or when it was open for too long.</summary>
    public void DropLate()
    {
        if (Recording != Recording.Off)
        {
            Drop(Own, LossReason.ConversationEnded, isPii: true, cause: null);
        }
    }

    /// <summary>Counts an entry that is dropped, and reports it. Never throws: nobody catches what is thrown where one is dropped.</summary>
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
            // Counted above; there is no memory to say more.
        }
    }
}
