using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Schema;

/// <summary>One numbered step from a schema to the next.</summary>
/// <param name="Script">Its script.</param>
/// <param name="Before">What a script cannot do and comes before it, in the same transaction; null for nothing.</param>
/// <param name="After">What a script cannot do and comes after it, in the same transaction; null for nothing.</param>
internal sealed record Migration(string Script, Action<Session>? Before = null, Action<Session>? After = null)
{
    /// <summary>Takes the step, in the caller's transaction.</summary>
    public void Run(Session session)
    {
        Before?.Invoke(session);
        session.Execute(Script);
        After?.Invoke(session);
    }
}
