using ConvLog.Extensions.AI.Realtime;
using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI;

/// <summary>A realtime client whose sessions are logged.</summary>
/// <param name="inner">The client that answers.</param>
/// <param name="logging">The conversation, and the masks.</param>
/// <param name="unlogged">Counts the host's sessions without a conversation; null if the host is not known.</param>
internal sealed class ConvLogRealtimeClient(IRealtimeClient inner, ConvLogRealtimeOptions logging, UnloggedActivity? unlogged) : DelegatingRealtimeClient(inner)
{
    public override async Task<IRealtimeClientSession> CreateSessionAsync(
        RealtimeSessionOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = ConversationOf(options);
        var session = await base.CreateSessionAsync(options, cancellationToken).ConfigureAwait(false);
        return conversation is null || session is null
            ? session! : new ConvLogRealtimeSession(session, new RealtimeLog(conversation, logging.Mask, session, InnerClient));
    }

    private Conversation? ConversationOf(RealtimeSessionOptions? options)
    {
        try
        {
            // If there are several, the innermost counts.
            if (InnerClient.GetService(typeof(ConvLogRealtimeClient)) is not null)
            {
                return null;
            }

            var conversation = logging.Conversation(options);
            if (conversation is null)
            {
                UnloggedActivity.Report(UnloggedKind.ChatRequest, unlogged);
            }

            return conversation;
        }
        catch (Exception e)
        {
            // A logging failure must not prevent the session.
            Conversation.Current?.ReportLost(e);
            return null;
        }
    }
}
