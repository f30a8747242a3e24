using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Tests.Support;

/// <summary>Small rows to write and read where the content does not matter.</summary>
internal static class MetaRows
{
    public static async Task PutAsync(this Database database, string key)
        => await database.WriteAsync(
            session =>
            {
                session.Put(key);
                return 0;
            },
            CancellationToken.None);

    public static void Put(this Session session, string key) => session["INSERT INTO meta (key, value) VALUES (?1, zeroblob(100))"].Bind(1, key).Run();

    public static IReadOnlyList<string> Keys(this Database database) => database.Read(Keys);

    public static IReadOnlyList<string> Keys(this Session session)
    {
        var keys = new List<string>();
        var rows = session["SELECT key FROM meta WHERE key NOT IN ('first_writer_in_blocks', 'keys_id', 'keys_given', 'shape') ORDER BY key"];
        while (rows.Step())
        {
            keys.Add(rows.Text(0));
        }

        return keys;
    }

    /// <summary>Writes enough bytes to cause a checkpoint, so that the file itself has pages that can be damaged.</summary>
    public static async Task FillAsync(this Database database, int rows = 400)
    {
        await database.WriteAsync(
            session =>
            {
                for (int i = 0; i < rows; i++)
                {
                    session["INSERT INTO meta (key, value) VALUES (?1, randomblob(900))"].Bind(1, $"row {i:D5}").Run();
                }

                return 0;
            },
            CancellationToken.None);
    }
}
