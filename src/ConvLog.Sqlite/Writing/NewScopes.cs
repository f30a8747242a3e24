using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Writing;

/// <summary>Scopes that occur for the first time in a transaction. They are written together, because each one takes as long as an entry.</summary>
/// <param name="session">The connection, in its transaction.</param>
internal sealed class NewScopes(Session session)
{
    private const int Together = 10;
    private const string Insert = "INSERT INTO scope (no, conversation, turn_id, call_id, checksum) VALUES (?1, ?2, ?3, ?4, ?5)";

    private static readonly string s_insertMany = Insert + string.Concat(Enumerable.Range(1, Together - 1).Select(static row
        => $", (?{(row * 5) + 1}, ?{(row * 5) + 2}, ?{(row * 5) + 3}, ?{(row * 5) + 4}, ?{(row * 5) + 5})"));

    private readonly List<NewScope> _scopes = [];

    public void Add(long number, long conversation, string? turnId, string? callId) => _scopes.Add(new NewScope(number, conversation, turnId, callId));

    /// <summary>Writes them. Must be called before anything reads them, and before the commit.</summary>
    public void Write()
    {
        var scopes = CollectionsMarshal.AsSpan(_scopes);
        for (; scopes.Length >= Together; scopes = scopes[Together..])
        {
            var insert = session[s_insertMany];
            for (int i = 0; i < Together; i++)
            {
                Bind(insert, i * 5, scopes[i]);
            }

            insert.Run();
        }

        foreach (ref readonly var scope in scopes)
        {
            Bind(session[Insert], 0, scope).Run();
        }

        _scopes.Clear();
    }

    private static Statement Bind(Statement insert, int before, in NewScope scope) => insert
        .Bind(before + 1, scope.Number).Bind(before + 2, scope.Conversation).Bind(before + 3, scope.TurnId).Bind(before + 4, scope.CallId)
        .Bind(before + 5, RowChecksums.ChecksumOf(scope.Conversation, scope.TurnId, scope.CallId));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct NewScope(long Number, long Conversation, string? TurnId, string? CallId);
}
