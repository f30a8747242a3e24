using System.Text;
using System.Text.Json;

namespace ConvLog.Tests.Faults;

/// <summary>Strings and JSON files that are known to break software.</summary>
internal static class NaughtyData
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string[] Strings { get; } = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedFolder.PathOf("data", "naughty", "blns.json")))!;

    /// <summary>The UTF-8 files, by name. The others contain no text that could be logged.</summary>
    public static IEnumerable<(string Name, string Text)> Files()
    {
        foreach (string folder in (string[])["json_parsing", "json_transform"])
        {
            foreach (string file in Directory.GetFiles(SharedFolder.PathOf("data", "naughty", folder), "*.json").Order(StringComparer.Ordinal))
            {
                if (TryRead(file, out string text))
                {
                    yield return (Path.GetFileName(file), text);
                }
            }
        }
    }

    private static bool TryRead(string file, out string text)
    {
        try
        {
            text = s_strict.GetString(File.ReadAllBytes(file));
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }
}
