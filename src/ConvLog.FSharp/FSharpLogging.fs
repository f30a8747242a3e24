namespace ConvLog

open System
open System.Runtime.ExceptionServices
open System.Threading.Tasks

/// <summary>ConvLog in F#: fields as <c>"key" => value</c>, and functions that return an Async. It comes with <c>open ConvLog</c>.</summary>
[<AutoOpen>]
module FSharpLogging =

    /// <summary>Makes a field: <c>conv.Log.Info("Slot chosen", "slot" => slot, "attempt" => 2)</c>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, of any type, or null. For personal data, use <c>LogField.Pii</c> instead of the operator.</param>
    /// <remarks>It binds as <c>=</c> does: a value with <c>|></c> or a comparison stands in parentheses.</remarks>
    let (=>) (key: string) (value: 'T) : LogField = LogField.Of<'T>(key, value)

    // Inside the event, so that the Async runs in the flow of it.
    let private run (start: Func<FunctionEvent, Task<'T>> -> Task<'T>) (``function``: FunctionEvent -> Async<'T>) : Async<'T> =
        async {
            let! token = Async.CancellationToken

            try
                return! start (Func<_, _>(fun call -> Async.StartImmediateAsTask(``function`` call, token))) |> Async.AwaitTask
            with :? AggregateException as e when e.InnerExceptions.Count = 1 ->
                // What the function threw, as from an Async without an event.
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0])
                return Unchecked.defaultof<'T>
        }

    type Conversation with

        /// <summary>
        /// Runs a function inside an event, which begins when the Async is started, and ends when it ends: with its result, its exception or its cancellation.
        /// </summary>
        /// <param name="name">The function's name.</param>
        /// <param name="function">The function; its result is captured as the event's.</param>
        /// <param name="callId">The id by which the model refers to this call; none by default.</param>
        /// <param name="arguments">What it is called with: a record or a dictionary, captured when the Async is started; none by default.</param>
        /// <returns>What the function returns, and the exception that it throws.</returns>
        member conv.RunFunctionAsync(name: string, ``function``: unit -> Async<'T>, ?callId: string, ?arguments: obj) : Async<'T> =
            run (fun start -> conv.RunFunctionAsync(name, start, Option.toObj callId, Option.toObj arguments)) (fun _ -> ``function`` ())

        /// <summary>Runs a function that takes its event: <c>fun (call: FunctionEvent) -> async { … }</c>.</summary>
        member conv.RunFunctionAsync(name: string, ``function``: FunctionEvent -> Async<'T>, ?callId: string, ?arguments: obj) : Async<'T> =
            run (fun start -> conv.RunFunctionAsync(name, start, Option.toObj callId, Option.toObj arguments)) ``function``

        // RunFunction of the type itself would take an Async for the result, and its event would end before that begins. These are preferred, since they have
        // no optional parameters. With all four parameters, none would be.
        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member conv.RunFunction(name: string, ``function``: unit -> Async<'T>) : Async<'T> =
            conv.RunFunctionAsync(name, ``function``)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member conv.RunFunction(name: string, ``function``: FunctionEvent -> Async<'T>) : Async<'T> =
            conv.RunFunctionAsync(name, ``function``)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member conv.RunFunction(name: string, ``function``: unit -> Async<'T>, callId: string) : Async<'T> =
            conv.RunFunctionAsync(name, ``function``, callId)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member conv.RunFunction(name: string, ``function``: FunctionEvent -> Async<'T>, callId: string) : Async<'T> =
            conv.RunFunctionAsync(name, ``function``, callId)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member conv.RunFunction(name: string, ``function``: unit -> Async<'T>, arguments: obj) : Async<'T> =
            conv.RunFunctionAsync(name, ``function``, arguments = arguments)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member conv.RunFunction(name: string, ``function``: FunctionEvent -> Async<'T>, arguments: obj) : Async<'T> =
            conv.RunFunctionAsync(name, ``function``, arguments = arguments)

    type Turn with

        /// <summary>
        /// Runs a function inside an event, which begins when the Async is started, and ends when it ends: with its result, its exception or its cancellation.
        /// </summary>
        /// <param name="name">The function's name.</param>
        /// <param name="function">The function; its result is captured as the event's.</param>
        /// <param name="callId">The id by which the model refers to this call; none by default.</param>
        /// <param name="arguments">What it is called with: a record or a dictionary, captured when the Async is started; none by default.</param>
        /// <returns>What the function returns, and the exception that it throws.</returns>
        member turn.RunFunctionAsync(name: string, ``function``: unit -> Async<'T>, ?callId: string, ?arguments: obj) : Async<'T> =
            run (fun start -> turn.RunFunctionAsync(name, start, Option.toObj callId, Option.toObj arguments)) (fun _ -> ``function`` ())

        /// <summary>Runs a function that takes its event: <c>fun (call: FunctionEvent) -> async { … }</c>.</summary>
        member turn.RunFunctionAsync(name: string, ``function``: FunctionEvent -> Async<'T>, ?callId: string, ?arguments: obj) : Async<'T> =
            run (fun start -> turn.RunFunctionAsync(name, start, Option.toObj callId, Option.toObj arguments)) ``function``

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member turn.RunFunction(name: string, ``function``: unit -> Async<'T>) : Async<'T> =
            turn.RunFunctionAsync(name, ``function``)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member turn.RunFunction(name: string, ``function``: FunctionEvent -> Async<'T>) : Async<'T> =
            turn.RunFunctionAsync(name, ``function``)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member turn.RunFunction(name: string, ``function``: unit -> Async<'T>, callId: string) : Async<'T> =
            turn.RunFunctionAsync(name, ``function``, callId)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member turn.RunFunction(name: string, ``function``: FunctionEvent -> Async<'T>, callId: string) : Async<'T> =
            turn.RunFunctionAsync(name, ``function``, callId)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member turn.RunFunction(name: string, ``function``: unit -> Async<'T>, arguments: obj) : Async<'T> =
            turn.RunFunctionAsync(name, ``function``, arguments = arguments)

        /// <summary>The same as <c>RunFunctionAsync</c>, which takes a call ID and arguments together.</summary>
        member turn.RunFunction(name: string, ``function``: FunctionEvent -> Async<'T>, arguments: obj) : Async<'T> =
            turn.RunFunctionAsync(name, ``function``, arguments = arguments)
