using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using ConvLog;
using ConvLog.Sqlite;

namespace WorkerHost;

/// <summary>A plug-in that logs. It is loaded three times with the library and the managed part of SQLite, and unloaded when it has ended.</summary>
public static class PlugIn
{
    /// <summary>Prints "unloaded" or "kept" each time.</summary>
    /// <param name="path">The database.</param>
    internal static async Task LoadAsync(string path)
    {
        for (int i = 0; i < 3; i++)
        {
            var context = await RunAndUnloadAsync(path);
            await Task.Yield(); // Leaves the stack of the plug-in's last call.
            for (var watch = Stopwatch.StartNew(); context.IsAlive && watch.Elapsed < TimeSpan.FromSeconds(20);)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            Console.WriteLine(context.IsAlive ? "kept" : "unloaded");
        }
    }

    /// <summary>Logs to a store and closes it.</summary>
    /// <param name="path">The database.</param>
    public static async Task RunAsync(string path)
    {
        await using var store = new SqliteConversationStore(path);
        await using var sink = new StoreSink(store);
        await using var conversation = new Conversation(new ConversationInfo("c"), sink);
        await conversation.RunFunctionAsync("pay", call =>
        {
            conversation.Log.Error("failed", new InvalidOperationException("it fails"), ("order", new { Id = 1, Lines = new[] { 1, 2 } }));
            call.Complete(new[] { 1.5m });
            return Task.CompletedTask;
        });
    }

    // Not inlined, because the frame of the caller would keep the assembly loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> RunAndUnloadAsync(string path)
    {
        var context = new Context();
        var type = context.LoadFromAssemblyPath(typeof(PlugIn).Assembly.Location).GetType(typeof(PlugIn).FullName!, throwOnError: true)!;
        await (Task)type.GetMethod(nameof(RunAsync))!.Invoke(null, [path])!;
        context.Unload();
        return new WeakReference(context);
    }

    private sealed class Context() : AssemblyLoadContext("plug-in", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
            => assemblyName.Name is { } name
                && (name.StartsWith("ConvLog", StringComparison.Ordinal) || name.StartsWith("SQLitePCLRaw", StringComparison.Ordinal))
                ? LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, name + ".dll")) : null;
    }
}
