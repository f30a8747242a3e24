namespace ConvLog.Reliability.Tests.Erasure;

/// <summary>Searches the bytes of every file of a folder for a text, ignoring case.</summary>
internal static class ByteScan
{
    /// <summary>Returns the number of matches and the first positions with the surrounding bytes.</summary>
    public static IReadOnlyList<string> Find(string folder, byte[] text)
    {
        var found = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            byte[] bytes = Read(file);
            byte[] small = Array.ConvertAll(bytes, static b => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b);
            for (int at = small.AsSpan().IndexOf(text); at >= 0;)
            {
                found.Add($"{Path.GetFileName(file)} at {at}: "
                    + $"{System.Text.Encoding.Latin1.GetString(bytes, Math.Max(0, at - 16), Math.Min(64, bytes.Length - Math.Max(0, at - 16)))}");
                int next = small.AsSpan(at + text.Length).IndexOf(text);
                at = next < 0 ? -1 : at + text.Length + next;
            }
        }

        return found;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
