using System.Security.Cryptography;
using System.Text;
using ConvLog.Privacy;

namespace ConvLog.Storage.Privacy;

/// <summary>
/// Identifies the author of a team record in addition to the name, which can change and is not unique: a hash of the reader's identity provider and the
/// reader's <see cref="Reader.Id"/> there. Never shown.
/// </summary>
internal static class PersonTag
{
    private const int Bytes = 16;

    /// <summary>The tag of a reader; null for a reader without <see cref="Reader.Source"/>, who is identified by name.</summary>
    public static string? Of(Reader reader)
    {
        if (reader.Source is null)
        {
            return null;
        }

        string person = $"{Uri.EscapeDataString(reader.Source)} {Uri.EscapeDataString(reader.Id)}"; // Escaped, so that neither contains a space.
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(person)).AsSpan(0, Bytes));
    }

    /// <summary>Whether a record belongs to this reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="readerName">The reader's name in the form used by records.</param>
    /// <param name="tag">The tag in the record; null if it has none.</param>
    /// <param name="name">The name in the record.</param>
    public static bool IsOf(Reader reader, string? readerName, string? tag, string? name)
        => tag is null ? string.Equals(name, readerName, StringComparison.Ordinal) : string.Equals(tag, Of(reader), StringComparison.Ordinal);
}
