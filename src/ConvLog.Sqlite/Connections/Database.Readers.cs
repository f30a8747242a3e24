using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Connections;

/// <content>The connections for reading.</content>
internal sealed partial class Database
{
    private T UseReader<TState, T>(TState state, Func<Session, TState, T> use, string call, bool isProbe)
    {
        Session? session = null;
        try
        {
            session = Reader();
            var result = use(session, state);
            Troubles.Read(call, isProbe);
            _readers.Return(session);
            return result;
        }
        catch (Exception e)
        {
            Troubles.FailedToRead(e, call);
            if (session is not null)
            {
                HandleReadFailure(session, e);
            }

            throw;
        }
    }

    private Session Reader()
    {
        while (true)
        {
            Prepare();
            if (_readers.Rent() is { } session)
            {
                if (!FileControl.HasMoved(session))
                {
                    return session;
                }

                _readers.Drop(session);
            }

            _isReady = false;
        }
    }

    private void HandleReadFailure(Session session, Exception e)
    {
        ReportIndex(e);
        if (e is SqliteFailureException { IsDamage: true } damage && !Options.ReadOnly)
        {
            _readers.Release();
            using (session)
            {
                FoundByReader(session, damage);
            }
        }
        else if (session.Rollback() && e is not SqliteFailureException)
        {
            _readers.Return(session);
        }
        else
        {
            _readers.Drop(session);
        }
    }
}
