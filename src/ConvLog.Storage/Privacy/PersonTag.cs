using System.Security.Cryptography;
using System.Text;

namespace ConvLog.Privacy;

/// <summary>
/// What records of the team say of who wrote them beside the name, which may change and be another's, too: a hash of who vouches for the reader and of their
/// <see cref="Reader.Id"/> there. It is shown to nobody.
/// </summary>
internal static class PersonTag
{
    private const int Bytes = 16;

    /// <summary>The tag of a reader; null for one without <see cref="Reader.Source"/>, who is known by name.</summary>
    public static string? Of(Reader reader)
    {
        if (reader.Source is null)
        {
            return null;
        }

        string person = $"{Uri.EscapeDataString(reader.Source)} {Uri.EscapeDataString(reader.Id)}"; // Escaped, so that neither holds a space.
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(person)).AsSpan(0, Bytes));
    }

    /// <summary>Whether a record is of this reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="readerName">Their name, as records keep it.</param>
    /// <param name="tag">The tag in the record; null where it has none.</param>
    /// <param name="name">The name in the record.</param>
    public static bool IsOf(Reader reader, string? readerName, string? tag, string? name)
        => tag is null ? string.Equals(name, readerName, StringComparison.Ordinal) : string.Equals(tag, Of(reader), StringComparison.Ordinal);
}
