namespace ConvLog.Architecture.Tests.Docs;

/// <summary>A block of code that a page quotes.</summary>
/// <param name="Page">The path of the page from the repository root.</param>
/// <param name="Line">The line of the first line of code, starting at 1.</param>
/// <param name="Code">The code.</param>
internal sealed record CodeBlock(string Page, int Line, string Code)
{
    private const string Fence = "```";

    /// <summary>
    /// The template of <c>dotnet new</c> in whose project the block is a whole file, as written after the language; null for a part of a file.
    /// </summary>
    public string? Template { get; init; }

    /// <summary>The blocks of a page in one language.</summary>
    /// <param name="page">The page.</param>
    /// <param name="language">The language after the opening fence.</param>
    public static IEnumerable<CodeBlock> Of(RepositoryFile page, string language)
    {
        var lines = page.Lines;
        for (int i = 0; i < lines.Count; i++)
        {
            if (!lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            int first = i + 1;
            var code = lines.Skip(first).TakeWhile(static line => !string.Equals(line.Trim(), Fence, StringComparison.Ordinal)).ToList();
            string[] words = lines[i].Trim()[Fence.Length..].Split(' ');
            if (string.Equals(words[0], language, StringComparison.Ordinal))
            {
                yield return new CodeBlock(page.Path, first + 1, string.Join('\n', code)) { Template = words.ElementAtOrDefault(1) };
            }

            i = first + code.Count;
        }
    }
}
