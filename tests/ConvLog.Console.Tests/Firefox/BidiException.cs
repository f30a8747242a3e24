namespace ConvLog.Console.Tests.Firefox;

/// <summary>A command that the browser has refused, for example because the page was left.</summary>
internal sealed class BidiException(string message, Exception? inner = null) : Exception(message, inner);
