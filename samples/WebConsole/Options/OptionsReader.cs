using ConvLog.Storage;

namespace WebConsole.Options;

/// <summary>Parses the command line: <c>--name value</c> or <c>--name=value</c>; <c>--import</c> takes files until the next option.</summary>
internal static class OptionsReader
{
    private const string CopyCommand = "copy";
    private const string VerifyCommand = "verify-access-log";

    /// <exception cref="UsageException">An option is unknown, missing or not allowed.</exception>
    public static SampleOptions Read(IReadOnlyList<string> arguments)
    {
        var options = arguments switch
        {
            [CopyCommand, ..] => new SampleOptions { Copy = true },
            [VerifyCommand, ..] => new SampleOptions { VerifyAccessLog = true },
            _ => new SampleOptions(),
        };
        if (options.Copy || options.VerifyAccessLog)
        {
            arguments = [.. arguments.Skip(1)];
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        for (int at = 0; at < arguments.Count;)
        {
            (string name, var values, at) = Next(arguments, at);
            if (!given.Add(name) && name is "--urls" or "--data" or "--postgres" or "--head")
            {
                throw new UsageException($"{name} is given twice.");
            }

            options = Apply(options, name, values);
        }

        return Checked(options, given);
    }

    private static SampleOptions Checked(SampleOptions options, HashSet<string> given)
    {
        if (options is { Copy: true, PostgresConnection: null, ShowHelp: false })
        {
            throw new UsageException("copy lacks where to copy to: --postgres \"connection string\".");
        }

        if (given.FirstOrDefault(name => options.Copy && name is not ("--data" or "--postgres" or "--help" or "-h")) is { } other)
        {
            throw new UsageException($"copy takes --data and --postgres; {other} is one too many.");
        }

        if (given.FirstOrDefault(name => options.VerifyAccessLog && name is not ("--data" or "--postgres" or "--head" or "--help" or "-h")) is { } unfit)
        {
            throw new UsageException($"{VerifyCommand} takes --data, --postgres and --head; {unfit} is one too many.");
        }

        return options is { Head: not null, VerifyAccessLog: false } ? throw new UsageException($"--head is for {VerifyCommand}.") : options;
    }

    private static (string Name, IReadOnlyList<string> Values, int Next) Next(IReadOnlyList<string> arguments, int at)
    {
        string first = arguments[at++];
        if (!IsOption(first))
        {
            throw new UsageException($"'{first}' is not an option. Files to import follow --import.");
        }

        var values = new List<string>();
        int equals = first.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            values.Add(first[(equals + 1)..]);
            first = first[..equals];
        }

        while (at < arguments.Count && !IsOption(arguments[at]))
        {
            values.Add(arguments[at++]);
        }

        return (first, values, at);
    }

    private static SampleOptions Apply(SampleOptions options, string name, IReadOnlyList<string> values) => name switch
    {
        "--urls" => options with { Urls = Urls(One(name, values, "an address")) },
        "--data" => options with { DataDirectory = One(name, values, "a folder") },
        "--postgres" => options with { PostgresConnection = One(name, values, "a connection string") },
        "--head" => options with { Head = Head(One(name, values, "a head, number:hash")) },
        "--import" => options with { ImportFiles = [.. options.ImportFiles, .. Files(values)] },
        "--no-demo" => options with { SeedDemo = !None(name, values) },
        "--help" or "-h" => options with { ShowHelp = None(name, values) },
        _ => throw new UsageException($"{name} is not an option of this sample."),
    };

    private static IReadOnlyList<LoopbackUrl> Urls(string value)
        => [.. value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(LoopbackUrl.Parse)];

    private static AccessChainHead Head(string value) => AccessChainHead.TryParse(value, out var head)
        ? head
        : throw new UsageException($"--head: '{value}' is not a number, a colon and 64 lower-case hexadecimal digits, as {VerifyCommand} and health give it.");

    private static string One(string name, IReadOnlyList<string> values, string what) => values switch
    {
        [{ } value] when !string.IsNullOrWhiteSpace(value) => value,
        [] or [_] => throw new UsageException($"{name} lacks its value: {what}."),
        _ => throw new UsageException($"{name} takes one value; '{values[1]}' is one too many."),
    };

    private static IReadOnlyList<string> Files(IReadOnlyList<string> values) => values.Count > 0 && values.All(v => !string.IsNullOrWhiteSpace(v))
        ? values
        : throw new UsageException("--import lacks its value: one file or more.");

    private static bool None(string name, IReadOnlyList<string> values) => values.Count == 0
        ? true
        : throw new UsageException($"{name} takes no value; '{values[0]}' is one too many.");

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal) || argument is "-h";
}
