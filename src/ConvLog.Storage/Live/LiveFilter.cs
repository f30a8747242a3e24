using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Live;

/// <summary>Evaluates a <see cref="LiveQuery"/>.</summary>
/// <param name="reader">The reader: conversations outside its scope do not match.</param>
/// <param name="query">The query.</param>
internal sealed class LiveFilter(Reader reader, LiveQuery query)
{
    public bool Matches(LiveEvent told)
    {
        var conversation = told.Conversation;
        return reader.Scope.Includes(conversation.AgentId, conversation.AccountId)
            && Is(query.AgentId, conversation.AgentId)
            && Is(query.ConversationId, conversation.ConversationId)
            && Is(query.Channel, conversation.Channel)
            && Is(query.FunctionName, told.FunctionName)
            && (query.Level is not { } level || told.Logged?.Entry?.Level == level)
            && MatchesEnvironment(conversation.Environment);
    }

    private bool MatchesEnvironment(ConversationEnvironment environment)
        => query.Environment is { } asked ? environment == asked : environment != ConversationEnvironment.Debug || query.ConversationId is not null;

    private static bool Is(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.Ordinal);
}
