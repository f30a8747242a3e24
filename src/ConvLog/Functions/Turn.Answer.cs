using System.Diagnostics.CodeAnalysis;

namespace ConvLog;

/// <content>What the agent answered, at once or in parts.</content>
public sealed partial class Turn
{
    private const int MostParts = 1_000; // Beyond that, a part continues the last one of its kind.

    private MaskedText _agentResponse;
    private bool _isAnswerSaid; // The answer is what was said.
    private List<SaidPart>? _said;
    private int _saidLength;

    /// <summary>
    /// Why the model ended its answer, where it was not at its end: <c>refusal</c> or <c>content_filter</c>; null where it was, and where not known. Visible.
    /// </summary>
    public string? FinishReason { get; private set; }

    /// <summary>The <see cref="FinishReason"/> of a turn that the model refused to answer.</summary>
    internal const string Refusal = "refusal";

    /// <summary>Whether a reason says that the model, or what guards it, refused to answer.</summary>
    internal static bool IsRefusal([NotNullWhen(true)] string? reason) => reason is Refusal or "content_filter";

    internal void SetFinishReason(string reason) => Revise(() =>
    {
        bool isNew = !string.Equals(FinishReason, reason, StringComparison.Ordinal);
        FinishReason = reason;
        return isNew;
    });

    /// <summary>What the agent answered; empty until <see cref="Complete"/>.</summary>
    public MaskedText AgentResponse
    {
        get
        {
            lock (_lock)
            {
                return _agentResponse;
            }
        }
    }

    /// <summary>The parts that <see cref="Say"/> was given so far, in order.</summary>
    public IReadOnlyList<SaidPart> Said
    {
        get
        {
            lock (_lock)
            {
                return _said is null ? [] : [.. _said];
            }
        }
    }

    /// <summary>
    /// Says a part of the answer, as it is said. Where <see cref="Complete"/> is given no text, the parts are the answer: one after the other, with a space
    /// between a sentence's end and the next one's beginning where they have none. It may come after the turn was disposed; after the end of the conversation
    /// it is counted and dropped.
    /// </summary>
    /// <param name="part">The words, personal parts masked. Empty says nothing. All parts together have <see cref="LogLimits.TextLength"/>.</param>
    /// <param name="filler">Whether it only bridges a wait, such as "one moment": it is shown, and is no part of the answer.</param>
    public void Say(MaskedText part, bool filler = false)
    {
        if (!part.IsEmpty)
        {
            Revise(() => AddPart(part, filler, _runtime.Time.GetUtcNow()));
        }
    }

    private bool AddPart(MaskedText part, bool isFiller, DateTimeOffset at)
    {
        int room = _runtime.Capture.Limits.TextLength - _saidLength;
        if (room < 0)
        {
            return false;
        }

        var text = _runtime.Capture.Text(part, room);
        _saidLength += Math.Max(part.Text.Length, part.Shown.Length);
        _said ??= [];
        int last = _said.Count < MostParts ? -1 : _said.FindLastIndex(said => said.IsFiller == isFiller);
        if (last < 0)
        {
            _said.Add(new SaidPart { Text = text, At = at, IsFiller = isFiller });
        }
        else
        {
            _said[last] = _said[last] with { Text = AsKept(SaidPart.Joined(_said[last].Text, text)) };
        }

        if (_isAnswerSaid)
        {
            _agentResponse = SaidAnswer();
        }

        return true;
    }

    /// <summary>Takes the answer: the one that is given, else what was said.</summary>
    private void Answer(MaskedText given)
    {
        _isAnswerSaid = given.IsEmpty;
        _agentResponse = _isAnswerSaid ? SaidAnswer() : _runtime.Capture.Text(given);
    }

    private MaskedText SaidAnswer() => AsKept(SaidPart.AnswerOf(_said ?? []));

    private MaskedText AsKept(MaskedText joined) => joined.IsEmpty || _runtime.Capture.KeepsText ? joined : MaskedText.NotRecorded;
}
