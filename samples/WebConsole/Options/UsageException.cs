namespace WebConsole.Options;

/// <summary>The command line is invalid. The message says what is wrong and what to do; the exit code is 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
