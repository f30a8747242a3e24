namespace WebConsole.Options;

/// <summary>The command line can't be understood. The message says what was wrong and what to do; the exit code is 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
