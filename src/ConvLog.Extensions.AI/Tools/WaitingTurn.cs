using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// A turn that a request began and left open, because the model waits for the caller to answer its tool calls, or the caller for the model's answer.
/// </summary>
/// <param name="Turn">The turn.</param>
/// <param name="Said">What the model said besides its calls.</param>
/// <param name="Input">What the user had said.</param>
/// <param name="CallIds">The ids of the calls.</param>
/// <param name="ServiceId">The service's id of the conversation; null where it keeps none.</param>
/// <param name="IsStreamed">Whether the model's answer was streamed.</param>
internal sealed record WaitingTurn(Turn Turn, MaskedText Said, string? Input, HashSet<string> CallIds, string? ServiceId, bool IsStreamed)
{
    /// <summary>Whether the service still works on the answer, which the caller asks for again.</summary>
    public bool IsBackground { get; init; }

    /// <summary>What the tool threw that ran last for one of its calls; null for nothing. A loop that goes on asks the model again.</summary>
    public Exception? Thrown { get; set; }

    /// <summary>Whether a tool that ran before its model was asked began it, in another opening than the turn that waited for the tool.</summary>
    public bool IsOfTools { get; init; }

    /// <summary>Whether messages answer one of its calls, with a result or a decision, which is not of the history: the loop is still the same.</summary>
    public bool IsAnsweredBy(IEnumerable<ChatMessage> messages) => AnsweredCalls.In(messages).Exists(CallIds.Contains);

    /// <summary>Ends it, as the user has said something else. Where the caller knows nothing of a streamed answer, its reader has left it.</summary>
    /// <param name="asked">The messages of the request with what the user said.</param>
    public void GiveUp(IEnumerable<ChatMessage> asked)
    {
        if (IsStreamed && ServiceId is null && !HasCallIn(asked))
        {
            Turn.SetStreamed(Said);
            Turn.Interrupt();
        }

        End(isCanceled: false);
    }

    /// <summary>Ends it, as the loop has.</summary>
    public void End(bool isCanceled)
    {
        if (Thrown is null)
        {
            Turn.Complete(Said);
        }
        else
        {
            Turn.Fail(Thrown, isCanceled, Said);
        }

        Turn.Dispose();
    }

    /// <summary>Whether messages have one of its calls, or the result of one.</summary>
    public bool HasCallIn(IEnumerable<ChatMessage> messages) => messages.SelectMany(static message => message.Contents).Any(IsOfCall);

    /// <summary>By how much a request seems to go on with it; 0 where it is of something else.</summary>
    /// <param name="asked">The messages of the request. If the last one is what the user had said, it is a concurrent request.</param>
    /// <param name="latest">Those from the model's last answer on.</param>
    /// <param name="serviceId">The service's id of its conversation.</param>
    public int Fits(IEnumerable<ChatMessage> asked, IEnumerable<ChatMessage> latest, string? serviceId)
    {
        int fits = HasCallIn(latest) ? 2 : 0;
        fits += Input is not null && asked.SkipLast(1).Any(IsInput) ? 1 : 0;
        fits += ServiceId is not null && string.Equals(ServiceId, serviceId, StringComparison.Ordinal) ? 1 : 0;
        return fits == 0 && serviceId is null && TellsNothingOfBefore(asked) ? 1 : fits;
    }

    // A caller that sends only the latest message of the user continues the turn that waits.
    private bool TellsNothingOfBefore(IEnumerable<ChatMessage> asked)
        => asked.Where(static message => message.Role != ChatRole.System).ToList() is [{ } only] && only.Role == ChatRole.User && !IsInput(only);

    private bool IsInput(ChatMessage message)
        => message.Role == ChatRole.User && string.Equals(ContentText.Of(message.Contents), Input, StringComparison.Ordinal);

    private bool IsOfCall(AIContent content) => content switch
    {
        FunctionCallContent call => CallIds.Contains(call.CallId),
        FunctionResultContent result => CallIds.Contains(result.CallId),
        ToolApprovalRequestContent request => CallIds.Contains(request.ToolCall.CallId),
        ToolApprovalResponseContent response => CallIds.Contains(response.ToolCall.CallId),
        _ => false,
    };
}
