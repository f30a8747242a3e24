using ConvLog.Storage;

namespace ConvLog.PostgreSql.Connections;

/// <summary>The server stopped waiting for a standby: a transaction is committed there alone.</summary>
internal sealed class UnconfirmedCommitException : ConversationStoreException
{
    public UnconfirmedCommitException()
        : base(StoreFault.Unavailable,
            "No synchronous standby confirmed a commit in time, so that it is not acknowledged; it is confirmed again until one does. Start the standby that "
                + "synchronous_standby_names demands, or take it out of that setting.")
        => Reason = OutageReason.Unconfirmed;
}
