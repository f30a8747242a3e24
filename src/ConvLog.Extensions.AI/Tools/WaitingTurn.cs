using ConvLog.Extensions.AI.Models;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Tools;

/// <summary>
/// A turn that a request began and left open, because the model waits for the caller to answer its tool calls, or the caller for the model's answer.
/// </summary>
/// <param name="Turn">The turn.</param>
/// <param name="Answer">The model's text besides its calls.</param>
/// <param name="Input">The user's input.</param>
/// <param name="CallIds">The ids of the calls.</param>
/// <param name="ServiceId">The service's id of the conversation; null if it has none.</param>
/// <param name="IsStreamed">Whether the model's answer was streamed.</param>
internal sealed record WaitingTurn(Turn Turn, MaskedText Answer, string? Input, HashSet<string> CallIds, string? ServiceId, bool IsStreamed)
{
    /// <summary>Whether the service still works on the answer, which the caller will request again.</summary>
    public bool IsBackground { get; init; }

    /// <summary>The exception of the last tool that ran for one of its calls; null for none. If the loop continues, it calls the model again.</summary>
    public Exception? Thrown { get; set; }

    /// <summary>Whether it was begun by a tool that ran before its model was called, because another opening has the turn that waits for the tool.</summary>
    public bool IsBegunByTool { get; init; }

    /// <summary>Whether new messages answer one of its calls with a result or a decision, so that the same loop continues.</summary>
    public bool IsAnsweredBy(IEnumerable<ChatMessage> messages) => AnsweredCalls.In(messages).Exists(CallIds.Contains);

    /// <summary>Ends the turn because the user has said something else. If the caller does not know a streamed answer, its reader has left.</summary>
    /// <param name="asked">The messages of the request with the new input.</param>
    public void Supersede(IEnumerable<ChatMessage> asked)
    {
        if (IsStreamed && ServiceId is null && !HasCallIn(asked))
        {
            Turn.SetStreamed(Answer);
            Turn.Interrupt();
        }

        End(isCanceled: false);
    }

    /// <summary>Ends the turn because the loop has ended.</summary>
    public void End(bool isCanceled)
    {
        if (Thrown is null)
        {
            Turn.Complete(Answer);
        }
        else
        {
            Turn.Fail(Thrown, isCanceled, Answer);
        }

        Turn.Dispose();
    }

    /// <summary>Whether messages include one of its calls, or the result of one.</summary>
    public bool HasCallIn(IEnumerable<ChatMessage> messages) => messages.SelectMany(static message => message.Contents).Any(IsOfCall);

    /// <summary>How likely a request continues the turn; 0 if it does not.</summary>
    /// <param name="asked">The messages of the request. If the last one equals the turn's input, it is a concurrent request.</param>
    /// <param name="latest">The messages from the model's last answer on.</param>
    /// <param name="serviceId">The service's id of the request's conversation.</param>
    public int Fits(IEnumerable<ChatMessage> asked, IEnumerable<ChatMessage> latest, string? serviceId)
    {
        int fits = HasCallIn(latest) ? 2 : 0;
        fits += Input is not null && asked.SkipLast(1).Any(IsInput) ? 1 : 0;
        fits += ServiceId is not null && string.Equals(ServiceId, serviceId, StringComparison.Ordinal) ? 1 : 0;
        return fits == 0 && serviceId is null && IsLatestMessageOnly(asked) ? 1 : fits;
    }

    // A caller that sends only the user's latest message continues the waiting turn.
    private bool IsLatestMessageOnly(IEnumerable<ChatMessage> asked)
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
