namespace ConvLog.Functions;

/// <summary>
/// What a function yields, inside its event: that is current while the function runs, and ends with the enumeration. The first one is of the call that made it;
/// each further one is a call of its own.
/// </summary>
/// <param name="source">What the function returned.</param>
/// <param name="first">Its event.</param>
/// <param name="again">Begins another event.</param>
internal sealed class FunctionStream<T>(IAsyncEnumerable<T> source, FunctionEvent first, Func<FunctionEvent> again) : IAsyncEnumerable<T>
{
    private FunctionEvent? _first = first;

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var call = Interlocked.Exchange(ref _first, null) ?? again();
        try
        {
            using var current = call.MakeCurrent();
            return new Enumerator(source.GetAsyncEnumerator(cancellationToken), call);
        }
        catch (Exception e)
        {
            End(call, e);
            throw;
        }
    }

    private static void End(FunctionEvent call, Exception e)
    {
        call.Fail(e);
        call.Dispose();
    }

    private sealed class Enumerator(IAsyncEnumerator<T> items, FunctionEvent call) : IAsyncEnumerator<T>
    {
        public T Current => items.Current;

        // What is made current in an async method is current in it and in what it calls, and not in the reader.
        public async ValueTask<bool> MoveNextAsync()
        {
            using var current = call.MakeCurrent();
            try
            {
                if (await items.MoveNextAsync().ConfigureAwait(false))
                {
                    return true;
                }
            }
            catch (Exception e)
            {
                End(call, e);
                throw;
            }

            call.Complete();
            call.Dispose();
            return false;
        }

        public async ValueTask DisposeAsync()
        {
            using var current = call.MakeCurrent();
            try
            {
                await items.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                End(call, e);
                throw;
            }

            // Left before its end. After it, this changes nothing.
            call.Cancel();
            call.Dispose();
        }
    }
}
