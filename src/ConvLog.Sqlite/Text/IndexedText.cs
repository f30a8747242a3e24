using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>Reads the searchable text of entries and turns. It contains nothing personal: neither personal entries nor the values of personal fields.</summary>
internal static class IndexedText
{
    /// <summary>The condition for an entry to be searched.</summary>
    public const string IsSearched = "kind < 4";
    private const string FindTurn = "SELECT user_input, agent_response FROM turn WHERE no = ?1";

    /// <summary>The columns that <see cref="Fields"/> and <see cref="Document"/> read, in order.</summary>
    public const string EntryColumns = "no, scope, kind, time, content, fields, masked, checksum";

    private const string Places = $"SELECT no, time FROM entry WHERE no BETWEEN ?1 AND ?2 AND {IsSearched} ORDER BY no DESC";
    private const string ReadEntries = $"SELECT {EntryColumns} FROM entry WHERE no BETWEEN ?1 AND ?2 AND {IsSearched} ORDER BY no DESC";
    private const string ReadEntry = $"SELECT {EntryColumns} FROM entry WHERE no = ?1 AND {IsSearched}";

    /// <summary>The fields of the entry in a statement's current row.</summary>
    /// <exception cref="InvalidDataException">The row is not what was written.</exception>
    public static LogFields Fields(Statement row)
    {
        var fields = row.Bytes(5);
        var masked = row.Bytes(6);
        long checksum = EntryPayload.Checksum(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Bytes(4), fields, masked, hasContent: !row.IsNull(4));
        if (checksum != row.Int64(7))
        {
            throw new InvalidDataException("An entry does not match its checksum.");
        }

        return fields.IsEmpty ? default : EntryPayload.ReadFields(fields, masked, personal: default);
    }

    /// <summary>The document of the entry in a statement's current row.</summary>
    public static SearchDocument Document(Statement row, LogFields fields) => SearchDocument.OfEntry(row.Text(4), fields.AsSpan());

    /// <summary>The document and the fields of the entry in a statement's current row.</summary>
    /// <exception cref="InvalidDataException">The row is not what was written.</exception>
    public static (SearchDocument Document, LogFields Fields) Entry(Statement row) => Fields(row) is var fields ? (Document(row, fields), fields) : default;

    /// <summary>The document of an entry and the number of its scope; null if there is no such entry, or it is damaged.</summary>
    public static (SearchDocument Document, long Scope)? Entry(Session session, long no)
    {
        var row = session[ReadEntry].Bind(1, no);
        try
        {
            return row.Step() ? (Document(row, Fields(row)), row.Int64(1)) : null;
        }
        catch (InvalidDataException)
        {
            return null; // Reading the conversation reports the damage; a search continues without the entry.
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>The numbers and times of the searchable entries in a range, both ends included, in descending order.</summary>
    public static IEnumerable<(long No, long Ticks)> Entries(Session session, long first, long last)
    {
        var rows = session[Places].Bind(1, first).Bind(2, last);
        try
        {
            while (rows.Step())
            {
                yield return (rows.Int64(0), rows.Int64(1));
            }
        }
        finally
        {
            rows.Reset();
        }
    }

    /// <summary>Whether a range contains a hit, both ends included. Entries are read in descending order up to the first hit.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="first">The least number.</param>
    /// <param name="last">The greatest number.</param>
    /// <param name="isHit">Whether an entry is a hit, by its row and its fields. A damaged entry is not; reading the conversation reports the damage.</param>
    /// <param name="read">The number of entries that were read.</param>
    public static bool HasHit(Session session, long first, long last, Func<Statement, LogFields, bool> isHit, out int read)
    {
        read = 0;
        var row = session[ReadEntries].Bind(1, first).Bind(2, last);
        try
        {
            while (row.Step())
            {
                read++;
                if (IsHit(row, isHit))
                {
                    return true;
                }
            }

            return false;
        }
        finally
        {
            row.Reset();
        }
    }

    /// <summary>The document of a turn; null if there is none.</summary>
    public static SearchDocument? Turn(Session session, long no)
    {
        var row = session[FindTurn].Bind(1, no);
        try
        {
            return row.Step() ? SearchDocument.OfTurn(row.Text(0), row.Text(1)) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    private static bool IsHit(Statement row, Func<Statement, LogFields, bool> isHit)
    {
        try
        {
            return isHit(row, Fields(row));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
