using System.Runtime.CompilerServices;

namespace ConvLog.Entries;

/// <summary>
/// The keys under which an exception's message and stack stand. The same instances for the same key, as literals are: what recognises keys by reference
/// (<see cref="KeyShapes"/>, <see cref="KeyBytes"/>) would take new ones at each call for keys that a program makes up.
/// </summary>
internal sealed class ExceptionKeys
{
    // By reference and weak: the author's literals stay, keys that were made up go when nobody holds them.
    private static readonly ConditionalWeakTable<string, ExceptionKeys> s_known = Unloading.Table<string, ExceptionKeys>();

    private ExceptionKeys(string key)
    {
        Message = key + "_message";
        Stack = key + "_stack";
    }

    public string Message { get; }

    public string Stack { get; }

    public static ExceptionKeys Of(string key) => s_known.GetValue(key, static key => new ExceptionKeys(key));
}
