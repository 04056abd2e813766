/** Whether the engines compute the same. */
package io.phiscale.parity;
