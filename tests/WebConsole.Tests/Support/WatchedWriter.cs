using System.Text;

namespace WebConsole.Tests.Support;

/// <summary>Forwards text, and signals when a line with a certain word has been written.</summary>
internal sealed class WatchedWriter(TextWriter inner, string word, TaskCompletionSource written) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value);

    public override async Task WriteLineAsync(string? value)
    {
        await inner.WriteLineAsync(value);
        if (value?.Contains(word, StringComparison.Ordinal) == true)
        {
            written.TrySetResult();
        }
    }
}
