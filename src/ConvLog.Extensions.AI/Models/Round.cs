using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>One round with the model: its answer, and the IDs of the tool calls in it, which several calls may share.</summary>
/// <param name="Messages">The model's messages.</param>
internal sealed record Round(List<ChatMessage> Messages)
{
    public List<string> CallIds { get; } = IdsOf(Messages);

    /// <summary>The rounds of a request, separated by tool results, each with the index of its first message.</summary>
    public static IEnumerable<(int Index, Round Round)> Split(IList<ChatMessage> messages)
    {
        List<ChatMessage> round = [];
        for (int i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role != ChatRole.Tool)
            {
                round.Add(messages[i]);
            }
            else if (round.Count > 0)
            {
                yield return (i - round.Count, new Round(round));
                round = [];
            }
        }

        if (round.Count > 0)
        {
            yield return (messages.Count - round.Count, new Round(round));
        }
    }

    private static List<string> IdsOf(List<ChatMessage> messages)
        => [.. messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>().Select(static call => call.CallId)];
}
