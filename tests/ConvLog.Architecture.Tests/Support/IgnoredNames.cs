namespace ConvLog.Architecture.Tests.Support;

/// <summary>The two kinds of patterns in our .gitignore: <c>folder/</c> and <c>*ending</c>.</summary>
internal sealed class IgnoredNames
{
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal) { ".git" };
    private readonly List<string> _endings = [];

    public static IgnoredNames Of(IEnumerable<string> lines)
    {
        var names = new IgnoredNames();
        foreach (string line in lines.Where(static line => line.Length > 0 && line[0] != '#'))
        {
            names.Add(line);
        }

        return names;
    }

    public bool Folder(string name) => _folders.Contains(name);

    public bool File(string name) => _endings.Exists(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private void Add(string line)
    {
        if (line.EndsWith('/'))
        {
            _folders.Add(line.Trim('/'));
        }
        else if (line.StartsWith('*'))
        {
            _endings.Add(line[1..]);
        }
        else
        {
            throw new NotSupportedException($".gitignore holds \"{line}\"; {nameof(IgnoredNames)} reads folder/ and *ending only. Teach it the new form.");
        }
    }
}
