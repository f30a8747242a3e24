using System.Diagnostics.CodeAnalysis;
using ConvLog.Functions;

namespace ConvLog;

/// <content>The agent's answer, complete or in parts.</content>
public sealed partial class Turn
{
    private readonly TurnAnswer _answer;

    /// <summary>
    /// Why the model ended its answer early: <c>refusal</c> or <c>content_filter</c>; null if it did not, or if unknown. Visible.
    /// </summary>
    public string? FinishReason { get; private set; }

    /// <summary>The <see cref="FinishReason"/> of a turn that the model refused to answer.</summary>
    internal const string Refusal = "refusal";

    /// <summary>Whether a reason means that the model, or its content filter, refused to answer.</summary>
    internal static bool IsRefusal([NotNullWhen(true)] string? reason) => reason is Refusal or "content_filter";

    internal void SetFinishReason(string reason) => Revise(() =>
    {
        bool isNew = !string.Equals(FinishReason, reason, StringComparison.Ordinal);
        FinishReason = reason;
        return isNew;
    });

    /// <summary>The agent's answer; empty until <see cref="Complete"/>.</summary>
    public MaskedText AgentResponse
    {
        get
        {
            lock (_lock)
            {
                return _answer.Text;
            }
        }
    }

    /// <summary>The parts recorded with <see cref="Say"/> so far, in order.</summary>
    public IReadOnlyList<SaidPart> Said
    {
        get
        {
            lock (_lock)
            {
                return _answer.Parts;
            }
        }
    }

    /// <summary>
    /// Records a part of the answer as it is spoken. If <see cref="Complete"/> is called without a text, the parts form the answer: they are concatenated,
    /// with a space between the end of one sentence and the beginning of the next if there is none. May be called after the turn was disposed; after the end
    /// of the conversation the part is counted and dropped.
    /// </summary>
    /// <param name="part">The text, with personal parts masked. An empty one has no effect. <see cref="LogLimits.TextLength"/> limits all parts
    /// together.</param>
    /// <param name="filler">Whether the part only bridges a wait, such as "one moment": it is shown, but is not part of the answer.</param>
    public void Say(MaskedText part, bool filler = false)
    {
        if (!part.IsEmpty)
        {
            Revise(() => _answer.Say(part, filler, _runtime.Time.GetUtcNow()));
        }
    }
}
