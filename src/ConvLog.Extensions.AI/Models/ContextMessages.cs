using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>
/// Messages of the role of the user that a framework adds to a request, such as retrieved documents. Agent Framework marks them; its
/// mark is in a package that this one does not depend on, and becomes JSON if a history is stored as text.
/// </summary>
internal static class ContextMessages
{
    private const string Key = "_attribution";
    private const string Mark = "Microsoft.Agents.AI.AgentRequestMessageSourceAttribution";

    /// <summary>Whether a framework added a message, or read it from its history. Never throws.</summary>
    public static bool Contains(ChatMessage message)
    {
        object? value = null;
        if (message.AdditionalProperties?.TryGetValue(Key, out value) != true || value is null)
        {
            return false;
        }

        string source = value is JsonElement or string || string.Equals(value.GetType().FullName, Mark, StringComparison.Ordinal) ? value.ToString() ?? "" : "";
        return source.Contains("AIContextProvider", StringComparison.Ordinal) || source.Contains("ChatHistory", StringComparison.Ordinal);
    }
}
